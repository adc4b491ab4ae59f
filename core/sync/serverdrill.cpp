// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/postgresprogram.h"
#include "core/sync/serverarchive.h"
#include "core/sync/serverinstall.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>
#include <QUrl>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace updesk
{

static constexpr char kLast[] =
    "SELECT coalesce((extract(epoch FROM pg_last_xact_replay_timestamp())*1000)::bigint, 0)";
static const QString kMoment = QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz+00"); // the only form a server takes this early
static constexpr char kRecovers[] = "SELECT pg_is_in_recovery()";

/// Of a value in postgresql.conf.
static QByteArray quoted(const QByteArray &value)
{
    return '\'' + QByteArray(value).replace('\\', "\\\\").replace('\'', "''") + '\'';
}

// PostgreSQL puts the segment's name and where it goes in the place of %f and %p, and gives the line to a shell.
static QByteArray restoreCommand(const QString &wal)
{
    const QByteArray folder = QFile::encodeName(wal).replace('\'', "'\\''").replace('%', "%%");
    return "cp -- '" + folder + "'/\"%f\" \"%p\"";
}

static Error unable(const QString &subject, const QString &said)
{
    return {Error::Code::Failed, subject, said.trimmed().right(500)};
}

static Result<void> run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    const bool ended = process.waitForFinished(-1) && process.exitStatus() == QProcess::NormalExit;
    return ended && process.exitCode() == 0 ? Result<void>() : unable(program, QString::fromUtf8(process.readAll()));
}

namespace
{

/// A server on restored files: in a folder of its own that only its user can enter, and on no network.
class ScratchServer
{
public:
    ScratchServer() = default;
    ScratchServer(const ScratchServer &) = delete;
    ScratchServer &operator=(const ScratchServer &) = delete;
    ~ScratchServer()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        ::kill(pid_t(m_process.processId()), SIGQUIT); // nothing of it is needed any more
        if (!m_process.waitForFinished(60'000))
            m_process.kill();
        m_process.waitForFinished(60'000);
    }

    Result<void> start(const BaseBackup &base, const QString &wal, Time until)
    {
        const QString program = postgresProgram(QStringLiteral("postgres"));
        if (program.isEmpty())
            return Error{Error::Code::NotFound, QStringLiteral("postgres"), QStringLiteral("postgresql-15")};
        if (auto copied = run(QStringLiteral("cp"), {QStringLiteral("-a"), QStringLiteral("--"), base.folder, data()});
            !copied)
            return copied;
        if (auto set = write(wal, until); !set)
            return set;
        if (auto given = giveAway(); !given)
            return given;
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.setStandardOutputFile(path("log"));
        m_process.setWorkingDirectory(m_dir.path());
        QStringList words{QStringLiteral("--pdeathsig"), QStringLiteral("KILL")};
        if (m_user) // PostgreSQL refuses to run as root
            words << QStringLiteral("--reuid=%1").arg(m_user->pw_uid)
                  << QStringLiteral("--regid=%1").arg(m_user->pw_gid) << QStringLiteral("--clear-groups");
        words << QStringLiteral("--") << program << QStringLiteral("-D") << data() << QStringLiteral("-c")
              << QStringLiteral("config_file=") + path("conf");
        m_process.start(QStringLiteral("setpriv"), words);
        return m_process.waitForStarted(-1) ? Result<void>() : unable(QStringLiteral("postgres"), {});
    }

    /// Waits until the log is played back, however long that takes.
    Result<std::unique_ptr<Pg>> ready(const Pg::Options &options)
    {
        for (;;) {
            auto pg = Pg::open(options);
            const auto recovers = pg ? (*pg)->query(kRecovers) : Result<PgRows>(pg.error());
            if (recovers && !recovers->flag(0, 0))
                return pg;
            if (!pg && pg.error().code != Error::Code::Offline && pg.error().code != Error::Code::Busy)
                return pg.error();
            if (m_process.waitForFinished(100) || m_process.state() == QProcess::NotRunning)
                return unable(QStringLiteral("postgres"), log());
        }
    }

    /// The administrator of the copy: nobody else can reach it.
    Pg::Options options(const Pg::Options &administrator) const
    {
        Pg::Options options;
        options.url = QStringLiteral("host='%1' port=5432 sslmode=disable").arg(m_dir.path());
        options.login = administrator.login.isEmpty() ? QUrl(administrator.url).userName() : administrator.login;
        options.database = administrator.database.isEmpty() ? databaseOf(administrator.url) : administrator.database;
        options.statementLimit = 0;
        options.patience = kHour;
        return options;
    }
    QString log() const
    {
        QFile file(path("log"));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

private:
    QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    QString data() const { return path("data"); }

    Result<void> giveAway()
    {
        if (::geteuid() != 0)
            return {};
        m_user = ::getpwnam("postgres");
        if (!m_user)
            return Error{Error::Code::NotFound, QStringLiteral("postgres"), QStringLiteral("postgresql-15")};
        return run(QStringLiteral("chown"),
            {QStringLiteral("-R"), QStringLiteral("%1:%2").arg(m_user->pw_uid).arg(m_user->pw_gid), m_dir.path()});
    }

    // What the live server has of its own settings stays away: above all, nothing goes into its archive.
    Result<void> write(const QString &wal, Time until) const
    {
        QByteArray conf = "listen_addresses=''\nport=5432\nunix_socket_directories=" + quoted(m_dir.path().toUtf8())
            + "\nhba_file=" + quoted(path("hba").toUtf8()) + "\nssl=off\narchive_mode=off\nhot_standby=off\n"
            + "restore_command=" + quoted(restoreCommand(wal)) + "\nrecovery_target_action='promote'\n";
        if (until > 0)
            conf += "recovery_target_time="
                + quoted(QDateTime::fromMSecsSinceEpoch(until, Qt::UTC).toString(kMoment).toUtf8()) + '\n';
        QFile::remove(data() + QStringLiteral("/postgresql.auto.conf"));
        QFile::remove(data() + QStringLiteral("/standby.signal"));
        for (const auto &[name, text] : {std::pair<QString, QByteArray>(path("conf"), conf),
                 {path("hba"), "local all all trust\n"}, {data() + QStringLiteral("/postgresql.auto.conf"), ""},
                 {data() + QStringLiteral("/recovery.signal"), ""}}) {
            QFile file(name);
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                return unable(name, file.errorString());
        }
        return {};
    }

    QTemporaryDir m_dir;
    QProcess m_process;
    const passwd *m_user = nullptr;
};

} // namespace

static const BaseBackup *baseBefore(const ServerArchive &archive, Time until)
{
    const BaseBackup *found = nullptr;
    for (const BaseBackup &base : archive.bases) {
        if (until == 0 || base.at <= until)
            found = &base;
    }
    return found;
}

static std::optional<WalHole> holeBehind(const ServerArchive &archive, const BaseBackup &base)
{
    constexpr qsizetype kTimeline = 8;
    for (const WalHole &hole : archive.holes) {
        if (hole.last.mid(kTimeline) >= base.first.mid(kTimeline))
            return hole;
    }
    return std::nullopt;
}

Result<ArchiveDrill> drillArchive(const Pg::Options &administrator, const ServerArchive &archive, const QString &wal,
    Time until, const Database::Setup &desk, const QString &erasures)
{
    const BaseBackup *base = baseBefore(archive, until);
    if (!base)
        return Error{Error::Code::NotFound, QStringLiteral("base"), {}};
    ArchiveDrill done{{}, *base, 0, holeBehind(archive, *base)};
    if (done.hole && until > 0 && done.hole->after >= until)
        done.hole.reset(); // behind what is asked for
    if (done.hole && until > 0)
        return Error{Error::Code::Damaged, QStringLiteral("wal"), QString::fromLatin1(done.hole->first)};
    ScratchServer server;
    if (auto started = server.start(*base, wal, until); !started)
        return started.error();
    const Pg::Options options = server.options(administrator);
    const auto pg = server.ready(options);
    if (!pg && server.log().contains(QLatin1String("before configured recovery target was reached")))
        return Error{Error::Code::Damaged, QStringLiteral("wal"), QStringLiteral("ends_before")};
    if (!pg)
        return pg.error();
    const auto last = (*pg)->query(kLast);
    auto drill = last ? readWhole(options, desk, erasures) : Result<RestoreDrill>(last.error());
    if (!drill)
        return drill.error();
    done.upTo = last->number(0, 0);
    done.drill = std::move(*drill);
    return done;
}

} // namespace updesk
