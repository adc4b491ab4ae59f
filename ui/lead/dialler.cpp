// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/dialler.h"

#include <QDesktopServices>
#include <QProcess>
#include <QUrl>

namespace updesk
{

DesktopDialler::DesktopDialler(QObject *parent) : QObject(parent)
{
#ifdef Q_OS_LINUX
    // openUrl() is content when xdg-open starts, also when nothing takes the link; so ask first.
    auto *ask = new QProcess(this);
    m_ask = ask;
    connect(ask, &QProcess::finished, this, [this, ask] {
        m_can = !ask->readAllStandardOutput().trimmed().isEmpty();
        ask->deleteLater();
    });
    connect(ask, &QProcess::errorOccurred, ask, &QObject::deleteLater);
    ask->start(QStringLiteral("xdg-mime"),
        {QStringLiteral("query"), QStringLiteral("default"), QStringLiteral("x-scheme-handler/tel")});
#else
    m_can = true;
#endif
}

// A program that ends at once does not wait for the answer, nor complain that there is none.
DesktopDialler::~DesktopDialler()
{
    if (!m_ask)
        return;
    m_ask->disconnect(this);
    m_ask->kill();
    m_ask->waitForFinished(1000);
}

bool DesktopDialler::dial(const QString &e164)
{
    QUrl url;
    url.setScheme(QStringLiteral("tel"));
    url.setPath(e164);
    return m_can && QDesktopServices::openUrl(url);
}

} // namespace updesk
