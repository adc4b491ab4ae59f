// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/announce.h"

#include <QAccessible>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <utility>

namespace updesk
{
namespace
{

struct Waiting {
    QPointer<QWidget> status;
    QString words;
};

Waiting s_waiting;
QPointer<QTimer> s_pause;

void say(QWidget *status, const QString &words)
{
    status->setAccessibleDescription(words);
    QAccessibleEvent alert(status, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace

void announce(QWidget *status, const QString &words)
{
    if (!s_pause) {
        s_pause = new QTimer(status->window());
        s_pause->setSingleShot(true);
        s_pause->setInterval(3000);
        QObject::connect(s_pause, &QTimer::timeout, s_pause, [] {
            const Waiting next = std::exchange(s_waiting, {});
            if (next.status)
                announce(next.status, next.words);
        });
    }
    if (s_pause->isActive()) {
        s_waiting = {status, words};
        return;
    }
    say(status, words);
    s_pause->start();
}

} // namespace updesk
