// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/perflog.h"

#include <QWidget>
#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

PerfLog::PerfLog(const QString &path, QWidget *window, std::function<QString()> screen)
    : m_file(path), m_window(window), m_screen(std::move(screen))
{
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        qApp->installEventFilter(this);
}

void PerfLog::note(const char *event, double ms, int rows)
{
    if (!m_file.isOpen())
        return;
    QJsonObject line{{QStringLiteral("event"), QLatin1String(event)}, {QStringLiteral("ms"), ms},
        {QStringLiteral("screen"), m_screen()}};
    if (rows >= 0)
        line[QStringLiteral("rows")] = rows;
    m_file.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    m_file.flush();
}

// From the event's arrival to the end of the paint that follows it: the window's update request is handled last.
bool PerfLog::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
        if (!m_pending && watched->isWindowType()) {
            m_pending = event->type() == QEvent::KeyPress ? "key" : "click";
            m_since.start();
        }
        break;
    case QEvent::UpdateRequest:
        if (m_pending && watched == m_window) {
            const char *what = std::exchange(m_pending, nullptr);
            QMetaObject::invokeMethod(
                this, [this, what] { note(what, double(m_since.nsecsElapsed()) / 1e6); }, Qt::QueuedConnection);
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace updesk
