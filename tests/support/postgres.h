// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pg.h"

#include <QProcess>
#include <QTemporaryDir>

namespace updesk
{

/// A PostgreSQL 15 of its own in a private folder, on loopback with SCRAM and TLS by a self-made authority. Missing
/// programs end the test program: nothing is skipped. It dies with the program that started it.
class Postgres
{
public:
    Postgres();
    ~Postgres();
    Postgres(const Postgres &) = delete;
    Postgres &operator=(const Postgres &) = delete;
    /// The one of this test program, made when first asked for and running.
    static Postgres &shared();

    void start();
    void stop(); ///< in good order
    void kill(); ///< SIGKILL for the server and all its processes, as when the machine dies
    void strike() const; ///< the same without waiting, for any thread; kill() or start() follows
    void freeze(); ///< SIGSTOP for all of them: connections stand, nobody answers
    void thaw();

    /// `database` of this server as its superuser, or as another login.
    Pg::Options at(const QString &database, const QString &login = {}, const QString &password = {}) const;
    QString url(const QString &database) const; ///< without login and password
    /// The name of a new one: empty, or as another is that nobody is connected to.
    QString freshDatabase(const QString &like = QStringLiteral("template0"));
    QString superuser() const { return QStringLiteral("chief"); }
    QString superPassword() const { return QStringLiteral("of the house"); }
    QString ca() const { return m_dir.filePath(QStringLiteral("ca.crt")); }
    QString strangersCa() const { return m_dir.filePath(QStringLiteral("stranger.crt")); } ///< signed nothing here
    QString folder() const { return m_dir.path(); }
    int port() const { return m_port; }

    /// Runs a program to its end as the user the server runs as; ends the test program when it fails.
    QByteArray must(const QString &program, const QStringList &arguments) const;

private:
    void makeCertificates() const;
    void makeCluster() const;
    std::vector<int> processes() const;
    bool startOnce();
    QByteArray log() const;
    void signalAll(int signal) const;

    QTemporaryDir m_dir;
    QProcess m_server;
    int m_port = 0;
    int m_databases = 0;
};

} // namespace updesk
