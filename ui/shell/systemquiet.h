// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QVariantMap>

namespace updesk
{

/// Whether the desktop asks programs for quiet: its own "do not disturb", a presentation. Told by the service that
/// shows notifications; a desktop that does not tell is never quiet.
class SystemQuiet final : public QObject
{
    Q_OBJECT
public:
    explicit SystemQuiet(const QDBusConnection &bus = QDBusConnection::sessionBus());
    bool isQuiet() const { return m_quiet; }

private Q_SLOTS:
    void changed(const QString &interface, const QVariantMap &values, const QStringList &invalid);

private:
    void ask();
    QDBusConnection m_bus;
    bool m_quiet = false;
};

} // namespace updesk
