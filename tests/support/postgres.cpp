// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/postgres.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QThread>

#include <arpa/inet.h>
#include <csignal>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace updesk
{

static QString bin(const char *name)
{
    const QString path = QStringLiteral("/usr/lib/postgresql/15/bin/") + QLatin1String(name);
    if (!QFile::exists(path))
        qFatal("%s is missing: install the package postgresql-15", qPrintable(path));
    return path;
}

static QString tool(const char *name, const char *package)
{
    const QString path = QStandardPaths::findExecutable(QLatin1String(name));
    if (path.isEmpty())
        qFatal("%s is missing: install the package %s", name, package);
    return path;
}

/// PostgreSQL refuses to run as root; the package brings the user it runs as.
static QStringList asServer(const QStringList &command)
{
    QStringList whole{tool("setpriv", "util-linux"), QStringLiteral("--pdeathsig"), QStringLiteral("KILL")};
    if (::geteuid() == 0)
        whole << QStringLiteral("--reuid=postgres") << QStringLiteral("--regid=postgres")
              << QStringLiteral("--clear-groups");
    return whole << QStringLiteral("--") << command;
}

static void giveToServer(const QString &path)
{
    if (::geteuid() != 0)
        return;
    const passwd *user = ::getpwnam("postgres");
    if (!user || ::chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid) != 0)
        qFatal("no user postgres: install the package postgresql-15");
}

static int freePort()
{
    const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    if (handle < 0 || ::bind(handle, plain, size) != 0 || ::getsockname(handle, plain, &size) != 0)
        qFatal("no free port");
    ::close(handle);
    return ntohs(address.sin_port);
}

static void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    file.close();
    giveToServer(path);
}

Postgres &Postgres::shared()
{
    static Postgres one;
    return one;
}

Postgres::Postgres() : m_port(freePort())
{
    giveToServer(m_dir.path());
    makeCluster();
    makeCertificates();
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setStandardOutputFile(m_dir.filePath(QStringLiteral("server.log")));
    start();
}

Postgres::~Postgres()
{
    thaw();
    stop();
}

QByteArray Postgres::must(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_dir.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    const QStringList words = asServer(QStringList{program} + arguments);
    process.start(words.first(), words.mid(1));
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(program), process.readAll().constData());
    return process.readAll();
}

void Postgres::makeCluster() const
{
    write(m_dir.filePath(QStringLiteral("password")), superPassword().toUtf8() + '\n');
    must(bin("initdb"),
        {QStringLiteral("-D"), QStringLiteral("data"), QStringLiteral("-U"), superuser(), QStringLiteral("--pwfile"),
            QStringLiteral("password"), QStringLiteral("-E"), QStringLiteral("UTF8"), QStringLiteral("--no-locale"),
            QStringLiteral("-A"), QStringLiteral("scram-sha-256"), QStringLiteral("--no-instructions")});
    write(m_dir.filePath(QStringLiteral("data/pg_hba.conf")),
        "local all all scram-sha-256\nlocal replication all scram-sha-256\n"
        "host all all 127.0.0.1/32 scram-sha-256\nhost replication all 127.0.0.1/32 scram-sha-256\n");
    QFile conf(m_dir.filePath(QStringLiteral("data/postgresql.conf")));
    if (!conf.open(QIODevice::Append))
        qFatal("no configuration");
    conf.write("listen_addresses='127.0.0.1'\nport=" + QByteArray::number(m_port) + "\nunix_socket_directories='"
        + m_dir.path().toUtf8()
        + "'\nfsync=on\nfull_page_writes=on\nsynchronous_commit=on\nshared_buffers=64MB\nmax_connections=120\n"
          "password_encryption='scram-sha-256'\nssl=on\nssl_cert_file='../server.crt'\n"
          "ssl_key_file='../server.key'\nlogging_collector=off\n");
}

void Postgres::makeCertificates() const
{
    const QString openssl = tool("openssl", "openssl");
    const auto split = [](const char *words) { return QString::fromLatin1(words).split(u' '); };
    const QStringList key = split("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30");
    must(openssl, key + split("-keyout ca.key -out ca.crt -subj /CN=UpDeskTest"));
    must(openssl, key + split("-keyout stranger.key -out stranger.crt -subj /CN=Stranger"));
    write(m_dir.filePath(QStringLiteral("names")), "subjectAltName=IP:127.0.0.1,DNS:updesk.example\n");
    must(openssl,
        split("req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout server.key -out server.req"
              " -subj /CN=updesk.example"));
    must(openssl,
        split("x509 -req -in server.req -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile names"
              " -out server.crt"));
}

QByteArray Postgres::log() const
{
    QFile log(m_dir.filePath(QStringLiteral("server.log")));
    return log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArrayLiteral("no log");
}

bool Postgres::startOnce()
{
    const QStringList words = asServer({bin("postgres"), QStringLiteral("-D"), m_dir.filePath(QStringLiteral("data"))});
    m_server.start(words.first(), words.mid(1));
    // After a kill it reads its log first, which takes minutes on a loaded machine.
    for (int i = 0; i < 6000; ++i) {
        if (Pg::open(at(QStringLiteral("postgres"))))
            return true;
        // Only asking tells that it has ended: no event loop runs here that would change the state.
        if (m_server.waitForFinished(50) || m_server.state() == QProcess::NotRunning)
            return false;
    }
    return false;
}

void Postgres::start()
{
    if (m_server.state() != QProcess::NotRunning)
        m_server.waitForFinished(60'000);
    // A killed child that has not ended yet still holds the memory it shared; the server refuses to start meanwhile.
    // Each start writes the log anew.
    for (int i = 0; i < 600; ++i) {
        if (startOnce())
            return;
        if (!log().contains("shared memory block"))
            break;
        QThread::msleep(100);
    }
    qFatal("PostgreSQL did not start: %s", log().constData());
}

void Postgres::stop()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    ::kill(int(m_server.processId()), SIGINT);
    if (!m_server.waitForFinished(60'000))
        kill();
}

std::vector<int> Postgres::processes() const
{
    const auto server = int(m_server.processId());
    std::vector<int> all{server};
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(server));
    if (children.open(QIODevice::ReadOnly)) {
        for (const QByteArray &child : children.readAll().split(' ')) {
            if (const int id = child.trimmed().toInt(); id > 0)
                all.push_back(id);
        }
    }
    return all;
}

void Postgres::signalAll(int signal) const
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    // It stands still first: no child comes after its children were read.
    ::kill(int(m_server.processId()), SIGSTOP);
    for (const int process : processes())
        ::kill(process, signal);
}

void Postgres::strike() const { signalAll(SIGKILL); }

void Postgres::kill()
{
    strike();
    m_server.waitForFinished(60'000);
}

void Postgres::freeze() { signalAll(SIGSTOP); }

void Postgres::thaw() { signalAll(SIGCONT); }

QString Postgres::url(const QString &database) const
{
    return QStringLiteral("postgresql://127.0.0.1:%1/%2").arg(m_port).arg(database);
}

Pg::Options Postgres::at(const QString &database, const QString &login, const QString &password) const
{
    Pg::Options options;
    options.url = url(database);
    options.login = login.isEmpty() ? superuser() : login;
    options.password = login.isEmpty() ? superPassword() : password;
    return options;
}

QString Postgres::freshDatabase(const QString &like)
{
    const QString name = QStringLiteral("test%1").arg(++m_databases);
    auto pg = Pg::open(at(QStringLiteral("postgres")));
    if (!pg || !(*pg)->execute("CREATE DATABASE " + name.toLatin1() + " TEMPLATE " + like.toLatin1()))
        qFatal("cannot make a database");
    return name;
}

} // namespace updesk
