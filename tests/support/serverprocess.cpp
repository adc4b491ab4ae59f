// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverprocess.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QThread>

#include <arpa/inet.h>
#include <csignal>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace updesk
{

static sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(quint16(port));
    return address;
}

static bool listens(int port)
{
    const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(port);
    const bool there = ::connect(handle, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    ::close(handle);
    return there;
}

int ServerProcess::freePort()
{
    const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    if (handle < 0 || ::bind(handle, plain, size) != 0 || ::getsockname(handle, plain, &size) != 0)
        qFatal("no free port");
    ::close(handle);
    return ntohs(address.sin_port);
}

QString ServerProcess::tool(const char *name, const char *package)
{
    const QStringList places{QStringLiteral("/usr/bin"), QStringLiteral("/usr/sbin"), QStringLiteral("/bin"),
        QStringLiteral("/usr/lib/kannel/test")};
    const QString path = QStandardPaths::findExecutable(QLatin1String(name), places);
    if (path.isEmpty())
        qFatal("%s is missing: install the package %s", name, package);
    return path;
}

ServerProcess::ServerProcess(const char *user) : m_user(user)
{
    give(m_dir.path());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(path(QStringLiteral("output")));
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setWorkingDirectory(m_dir.path());
}

ServerProcess::~ServerProcess() { stop(SIGTERM); }

void ServerProcess::give(const QString &path) const
{
    if (m_user.isEmpty() || ::geteuid() != 0)
        return;
    const passwd *user = ::getpwnam(m_user.constData());
    if (!user || ::chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid) != 0)
        qFatal("no user %s: install the package that brings it", m_user.constData());
}

QStringList ServerProcess::asUser(const QStringList &command) const
{
    QStringList whole{tool("setpriv", "util-linux"), QStringLiteral("--pdeathsig"), QStringLiteral("KILL")};
    if (!m_user.isEmpty() && ::geteuid() == 0) {
        const QString user = QString::fromLatin1(m_user);
        whole << QStringLiteral("--reuid=") + user << QStringLiteral("--regid=") + user
              << QStringLiteral("--clear-groups");
    }
    return whole << QStringLiteral("--") << command;
}

void ServerProcess::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
    file.close();
    give(file.fileName());
}

void ServerProcess::makeFolder(const QString &name) const
{
    if (!QDir(m_dir.path()).mkpath(name))
        qFatal("cannot make %s", qPrintable(name));
    QString made = m_dir.path();
    const QStringList steps = name.split(u'/');
    for (const QString &step : steps)
        give(made += u'/' + step);
}

QByteArray ServerProcess::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray ServerProcess::must(const QStringList &command) const
{
    QProcess process;
    process.setWorkingDirectory(m_dir.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    const QStringList words = asUser(command);
    process.start(words.first(), words.mid(1));
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(command.first()), process.readAll().constData());
    return process.readAll();
}

void ServerProcess::makeCertificates() const
{
    const QString openssl = tool("openssl", "openssl");
    const auto run = [&](const char *words) { must(QStringList{openssl} + QString::fromLatin1(words).split(u' ')); };
    write(QStringLiteral("names"), "subjectAltName=IP:127.0.0.1,DNS:mail.updesk.example\n");
    run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -keyout ca.key -out ca.crt"
        " -subj /CN=UpDeskTest");
    run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -keyout stranger.key"
        " -out stranger.crt -subj /CN=Stranger");
    run("req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout server.key -out server.req"
        " -subj /CN=mail.updesk.example");
    run("x509 -req -in server.req -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile names -out server.crt");
}

void ServerProcess::start(const QStringList &command, int port)
{
    const QStringList words = asUser(command);
    m_process.start(words.first(), words.mid(1));
    for (int i = 0; i < 1200; ++i) {
        if (listens(port))
            return;
        if (!m_process.waitForStarted(10'000) || m_process.waitForFinished(50))
            break;
    }
    qFatal("%s did not start: %s", qPrintable(command.first()), read(QStringLiteral("output")).constData());
}

void ServerProcess::signal(int number) const
{
    if (!isRunning())
        return;
    ::kill(int(m_process.processId()), number);
    // On a busy machine its threads work on for a moment before all of them stand still.
    siginfo_t seen{};
    for (int i = 0; number == SIGSTOP && i < 200 && seen.si_pid == 0; ++i) {
        if (::waitid(P_PID, id_t(m_process.processId()), &seen, WSTOPPED | WNOHANG) != 0)
            return;
        if (seen.si_pid == 0)
            QThread::msleep(5);
    }
}

void ServerProcess::stop(int signal)
{
    if (!isRunning())
        return;
    ::kill(int(m_process.processId()), signal);
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished(10'000);
    }
}

} // namespace updesk
