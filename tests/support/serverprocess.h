// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace updesk
{

/// A real server that a test starts in a private folder on loopback and that dies with it. Missing programs end the
/// test program: nothing is skipped.
class ServerProcess
{
public:
    /// `user`: as whom the server runs when the tests run as root; empty: as who runs them.
    explicit ServerProcess(const char *user = "");
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    QString path(const QString &name) const { return m_dir.filePath(name); }
    QString folder() const { return m_dir.path(); }
    void write(const QString &name, const QByteArray &bytes) const;
    void makeFolder(const QString &name) const;
    QByteArray read(const QString &name) const; ///< empty: it is not there
    /// Certificates in the folder: ca.crt, server.crt and server.key signed by it for 127.0.0.1, and stranger.crt.
    void makeCertificates() const;

    /// Starts it and waits until it listens at `port`.
    void start(const QStringList &command, int port);
    void stop(int signal); ///< and waits for its end
    void signal(int number) const;
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// Runs a program of its own to the end; ends the test program when it fails.
    QByteArray must(const QStringList &command) const;

    static int freePort();
    /// The program's path; ends the test program when the package is missing.
    static QString tool(const char *name, const char *package);

private:
    QStringList asUser(const QStringList &command) const;
    void give(const QString &path) const;

    QByteArray m_user;
    QTemporaryDir m_dir;
    QProcess m_process;
};

} // namespace updesk
