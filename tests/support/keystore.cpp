// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/keystore.h"

#include <QDir>
#include <QFile>

namespace updesk
{

KeyStore::KeyStore()
{
    const QString home = m_home.path();
    QDir(home).mkpath(QStringLiteral("run"));
    QFile::setPermissions(home + QStringLiteral("/run"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_environment.insert(QStringLiteral("HOME"), home);
    m_environment.insert(QStringLiteral("XDG_DATA_HOME"), home + QStringLiteral("/share"));
    m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home + QStringLiteral("/run"));
    m_environment.remove(QStringLiteral("DISPLAY")); // nobody is asked
    m_environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
}

KeyStore::~KeyStore()
{
    for (QProcess *process : {&m_store, &m_bus}) {
        process->kill();
        process->waitForFinished();
    }
}

bool KeyStore::start()
{
    m_bus.setProcessEnvironment(m_environment);
    m_bus.start(QStringLiteral("dbus-daemon"),
        {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    if (!m_bus.waitForStarted() || !m_bus.waitForReadyRead(10'000))
        return false;
    m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QString::fromUtf8(m_bus.readLine().trimmed()));
    m_store.setProcessEnvironment(m_environment);
    m_store.start(QStringLiteral("gnome-keyring-daemon"),
        {QStringLiteral("--unlock"), QStringLiteral("--foreground"), QStringLiteral("--components=secrets")});
    if (!m_store.waitForStarted())
        return false;
    m_store.write("password");
    m_store.waitForBytesWritten(); // no event loop runs here
    m_store.closeWriteChannel();
    for (int i = 0; i < 200; ++i) {
        if (isThere())
            return true;
        if (m_store.waitForFinished(50) || m_store.state() == QProcess::NotRunning)
            break;
    }
    return false;
}

bool KeyStore::isThere() const
{
    QProcess ask;
    ask.start(QStringLiteral("dbus-send"),
        {QStringLiteral("--bus=") + address(), QStringLiteral("--print-reply"),
            QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
            QStringLiteral("org.freedesktop.DBus.NameHasOwner"), QStringLiteral("string:org.freedesktop.secrets")});
    return ask.waitForFinished(5'000) && ask.readAllStandardOutput().contains("boolean true");
}

} // namespace updesk
