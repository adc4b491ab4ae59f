// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/systemquiet.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>

namespace updesk
{

static const QString kName = QStringLiteral("org.freedesktop.Notifications");
static const QString kPath = QStringLiteral("/org/freedesktop/Notifications");
static const QString kProperties = QStringLiteral("org.freedesktop.DBus.Properties");
static const QString kInhibited = QStringLiteral("Inhibited");

SystemQuiet::SystemQuiet(const QDBusConnection &bus) : m_bus(bus)
{
    if (!m_bus.isConnected())
        return;
    m_bus.connect(kName, kPath, kProperties, QStringLiteral("PropertiesChanged"), this,
        SLOT(changed(QString, QVariantMap, QStringList)));
    auto *watcher = new QDBusServiceWatcher(kName, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &SystemQuiet::ask);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] { m_quiet = false; });
    ask();
}

// Never waited for: the desk opens whether or not the desktop answers.
void SystemQuiet::ask()
{
    QDBusMessage get = QDBusMessage::createMethodCall(kName, kPath, kProperties, QStringLiteral("Get"));
    get << kName << kInhibited;
    get.setAutoStartService(false);
    auto *answer = new QDBusPendingCallWatcher(m_bus.asyncCall(get, 2000), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (!reply.isError())
            m_quiet = reply.value().variant().toBool();
        answer->deleteLater();
    });
}

void SystemQuiet::changed(const QString &interface, const QVariantMap &values, const QStringList &invalid)
{
    if (interface != kName)
        return;
    if (const auto value = values.find(kInhibited); value != values.end())
        m_quiet = value->toBool();
    else if (invalid.contains(kInhibited))
        ask();
}

} // namespace updesk
