// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/flows/program.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QDir>

namespace updesk
{

/// updeskctl beside a server of its own, with the passwords of its people in files.
class ServerProgram : public QObject
{
protected:
    void openServer()
    {
        // A test keeps nothing in the key store of whoever runs it.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        m_server = std::make_unique<SyncServer>();
        for (const char *login : {"ann", "bob", "meg"})
            m_program.write(QLatin1String(login) + QStringLiteral(".pw"),
                SyncServer::passwordOf(QLatin1String(login)).toUtf8() + '\n');
        m_program.write(QStringLiteral("nobody.pw"), "x\n");
        m_program.write(QStringLiteral("chief.pw"), Postgres::shared().superPassword().toUtf8() + '\n');
    }
    void closeServer()
    {
        asChief("DROP ROLE ann, bob, meg, pia, ida, host, hop, cy"); // they are of the whole cluster
        m_server.reset();
    }

    std::unique_ptr<SyncServer> m_server;
    Program m_program;

    static QStringList split(const char *words) { return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts); }
    QString url() const { return Postgres::shared().url(m_server->database); }
    /// updeskctl on the store of this name.
    Program::Ran on(const char *store, const QStringList &words) const
    {
        return m_program.runBare(QStringList{QStringLiteral("--store"), m_program.file(QLatin1String(store))} + words);
    }
    Program::Ran join(const char *store, const QString &address, const char *login, const char *more = "") const
    {
        return on(store,
            QStringList{QStringLiteral("join"), address, QStringLiteral("--login"), QLatin1String(login),
                QStringLiteral("--password-file"), m_program.file(QLatin1String(login) + QStringLiteral(".pw"))}
                + split(more));
    }
    Program::Ran sync(const char *store, const char *login, const char *more = "") const
    {
        return on(store,
            QStringList{QStringLiteral("sync"), QStringLiteral("--password-file"),
                m_program.file(QLatin1String(login) + QStringLiteral(".pw"))}
                + split(more));
    }
    void asChief(const QByteArray &sql) const
    {
        if (const auto done = m_server->chief()->execute(sql); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    QStringList authoritiesKept() const
    {
        return QDir(m_program.file(QString())).entryList({QStringLiteral("*.ca-*.pem")});
    }
};

} // namespace updesk
