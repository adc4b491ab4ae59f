// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace updesk
{

/// A message bus and the key store of a desktop on it, with a home of their own; gone with this object.
class KeyStore
{
public:
    KeyStore();
    ~KeyStore();
    KeyStore(const KeyStore &) = delete;
    KeyStore &operator=(const KeyStore &) = delete;

    bool start(); ///< false: the packages dbus and gnome-keyring are needed
    const QProcessEnvironment &environment() const { return m_environment; } ///< of a program that shall find it
    QString address() const { return m_environment.value(QStringLiteral("DBUS_SESSION_BUS_ADDRESS")); }

private:
    bool isThere() const;
    QTemporaryDir m_home;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QProcess m_bus, m_store;
};

} // namespace updesk
