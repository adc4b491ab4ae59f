// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/dialler.h"

#include <QDesktopServices>
#include <QProcess>
#include <QUrl>

namespace updesk
{

DesktopDialler::DesktopDialler(QObject *parent) : QObject(parent)
{
    for (const char *scheme : {"tel", "sip"})
        ask(QString::fromLatin1(scheme));
}

void DesktopDialler::ask(const QString &scheme)
{
#ifdef Q_OS_LINUX
    // openUrl() is content when xdg-open starts, also when nothing takes the link; so ask first.
    auto *ask = new QProcess(this);
    m_asks.emplace_back(ask);
    connect(ask, &QProcess::finished, this, [this, ask, scheme] {
        if (!ask->readAllStandardOutput().trimmed().isEmpty())
            m_can << scheme;
        ask->deleteLater();
    });
    connect(ask, &QProcess::errorOccurred, ask, &QObject::deleteLater);
    ask->start(QStringLiteral("xdg-mime"),
        {QStringLiteral("query"), QStringLiteral("default"), QStringLiteral("x-scheme-handler/") + scheme});
#else
    m_can << scheme;
#endif
}

// A program that ends at once does not wait for the answer, nor complain that there is none.
DesktopDialler::~DesktopDialler()
{
    for (const QPointer<QProcess> &ask : m_asks) {
        if (!ask)
            continue;
        ask->disconnect(this);
        ask->kill();
        ask->waitForFinished(1000);
    }
}

bool DesktopDialler::dial(const QString &link)
{
    const QUrl url(link, QUrl::StrictMode);
    return url.isValid() && m_can.contains(url.scheme()) && QDesktopServices::openUrl(url);
}

} // namespace updesk
