// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/serverwords.h"
#include "app/stopsignal.h"
#include "app/synctalk.h"
#include "core/base/secretsfile.h"
#include "core/desk/channelthread.h"
#include "core/desk/tables.h"
#include "core/desk/worker.h"
#include "core/store/climb.h"
#include "core/sync/peopleremote.h"
#include "core/sync/serverlane.h"
#include "core/sync/signin.h"
#include "core/sync/syncworker.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <cstdlib>

namespace updesk
{
namespace
{

constexpr int kStopWithin = 1800; // a service manager that waits two seconds gets its end in order
constexpr int kHaltWithin = 300; // of that, for a server that gives no answer

/// What the agent does is told in codes and numbers, one line an event: never a name, an address or a file's name.
class AgentLog
{
public:
    explicit AgentLog(const Command &command) : m_command(command) { }
    void tell(const char *event, const QJsonObject &fields = {}) const
    {
        QJsonObject all = fields;
        all.insert(QStringLiteral("event"), QLatin1String(event));
        if (m_command.json())
            m_command.print(all);
        QString line = QLatin1String(event);
        for (auto it = fields.begin(); it != fields.end(); ++it)
            line += QStringLiteral(" %1=%2").arg(it.key(), it->toVariant().toString());
        complain(line);
    }
    void fault(const char *event, const Error &error) const
    {
        tell(event, {{QStringLiteral("code"), QLatin1String(codeOf(error))}});
    }

private:
    const Command &m_command;
};

/// "online" and "offline", each once until it is the other; before the first talk it is neither.
std::function<void(const SyncState &)> tellLine(const AgentLog &log)
{
    return [&log, was = std::optional<bool>()](const SyncState &state) mutable {
        if ((!state.online && !state.error) || was == state.online)
            return;
        was = state.online;
        if (state.online)
            log.tell("online");
        else
            log.fault("offline", {*state.error, state.errorSubject, {}});
    };
}

std::function<void(const HostState &)> tellHost(const AgentLog &log)
{
    return [&log, epoch = qint64(0)](const HostState &state) mutable {
        if (std::exchange(epoch, state.epoch) == state.epoch)
            return;
        if (state.epoch > 0)
            log.tell("lease", {{QStringLiteral("epoch"), state.epoch}});
        else
            log.tell("lease-lost");
    };
}

void tellSync(const SyncWorker &sync, const AgentLog &log, QObject *here)
{
    QObject::connect(&sync, &SyncWorker::stateChanged, here, tellLine(log));
    QObject::connect(&sync, &SyncWorker::hosts, here, tellHost(log));
    QObject::connect(&sync, &SyncWorker::talked, here, [&log](const Exchanged &done) {
        log.tell("talked",
            {{QStringLiteral("sent"), done.deedsSent}, {QStringLiteral("taken"), done.rowsTaken},
                {QStringLiteral("refused"), done.setbacks}});
    });
    QObject::connect(
        &sync, &SyncWorker::hostRefused, here, [&log](const Error &error) { log.fault("lease-refused", error); });
    QObject::connect(&sync, &SyncWorker::unblocked, here, [&log](int sessions) {
        log.tell("unblocked", {{QStringLiteral("sessions"), sessions}});
    });
    QObject::connect(&sync, &SyncWorker::stopped, here, [&log](bool leaseFree) {
        log.tell("stopped", {{QStringLiteral("lease"), QLatin1String(leaseFree ? "free" : "runs-out")}});
    });
}

const char *nameOf(WatchState::Last last)
{
    static constexpr const char *kNames[] = {"none", "read", "known", "failed", "stuck", "waiting"};
    return kNames[size_t(last)];
}

void tellWorker(const Worker &worker, const AgentLog &log, QObject *here)
{
    QObject::connect(&worker, &Worker::failed, here, [&log](const Error &error) { log.fault("trouble", error); });
    QObject::connect(&worker, &Worker::noticed, here, [&log] { log.tell("acted"); });
    QObject::connect(
        &worker, &Worker::watched, here, [&log, there = true, at = Time(0)](const WatchState &state) mutable {
            if (std::exchange(there, state.there) != state.there)
                log.tell(state.there ? "folder-back" : "folder-gone");
            else if (state.last != WatchState::Last::None && std::exchange(at, state.at) != state.at)
                log.tell("file", {{QStringLiteral("outcome"), QLatin1String(nameOf(state.last))}});
        });
}

const char *wayOf(Channel channel) { return channel == Channel::Email ? "mail-out" : "texts-out"; }

void tellChannels(const ChannelWorker &worker, const AgentLog &log, QObject *here)
{
    QObject::connect(
        &worker, &ChannelWorker::failed, here, [&log](const Error &error) { log.fault("trouble", error); });
    QObject::connect(&worker, &ChannelWorker::troubled, here, [&log](const ChannelTrouble &trouble) {
        QJsonObject fields{{QStringLiteral("way"), QLatin1String(wayOf(trouble.way))}};
        if (trouble.why)
            fields.insert(QStringLiteral("code"), QLatin1String(codeOf(*trouble.why)));
        log.tell(trouble.why ? "way-shut" : "way-open", fields);
    });
    QObject::connect(&worker, &ChannelWorker::receives, here, [&log](const std::vector<ChannelState> &states) {
        for (const ChannelState &state : states) {
            QJsonObject fields{{QStringLiteral("way"), wayCode(state.way)}};
            if (state.since > 0)
                fields.insert(QStringLiteral("code"), QLatin1String(codeOf(state.why)));
            log.tell(state.since > 0 ? "way-shut" : "way-open", fields);
        }
    });
}

/// Three threads, as in the window: what the program does by itself, what goes out and comes in, and the talk with the
/// server.
class Agent
{
public:
    Agent(Command &command, const QString &path, CommandClock &clock)
        : m_command(command), m_log(command), m_worker(path, clock, PersonId{}), m_path(path), m_clock(clock)
    {
        tellWorker(m_worker, m_log, &m_here);
        m_worker.moveToThread(&m_work);
        QObject::connect(&m_work, &QThread::started, &m_worker, &Worker::start);
        QObject::connect(&m_worker, &Worker::failed, &m_here, [this](const Error &error) { endOn(error); });
        talkBy({});
    }
    void join(const ServerPlace &place, const QString &password)
    {
        m_login = {place.person, place.login, password};
        talkBy(serverLanes(hostConnection(place, std::make_shared<DeskLogins>(std::vector{m_login})), place.store));
        const auto logins = std::make_shared<DeskLogins>(std::vector{m_login});
        SyncWorker::Order order{m_path, deskSetup(m_clock), &m_clock.own(), place.store,
            peopleWay(place, logins, m_clock), hostConnection(place, logins)};
        order.logins = logins;
        m_sync = std::make_unique<SyncWorker>(std::move(order));
        tellSync(*m_sync, m_log, &m_here);
        QObject::connect(m_sync.get(), &SyncWorker::hosts, &m_worker, &Worker::setHost);
        QObject::connect(m_sync.get(), &SyncWorker::hosts, &m_channels->worker(), &ChannelWorker::setHost);
        QObject::connect(&m_channels->worker(), &ChannelWorker::worked, &m_here, [this] { m_sync->wake(); });
        QObject::connect(m_sync.get(), &SyncWorker::stateChanged, &m_here, [this](const SyncState &state) {
            if (state.online)
                goByServer(state.serverAhead);
            hearOfRefusal(state.absent);
        });
        QObject::connect(m_sync.get(), &SyncWorker::failed, &m_here, [this](const Error &error) {
            m_log.fault("trouble", error);
            endOn(error);
        });
        m_sync->moveToThread(&m_talk);
        QObject::connect(&m_talk, &QThread::started, m_sync.get(), &SyncWorker::start);
    }
    int run(const QString &folder, int seconds)
    {
        m_log.tell(
            "started", {{QStringLiteral("shared"), m_sync != nullptr}, {QStringLiteral("watches"), !folder.isEmpty()}});
        m_work.start();
        m_channels->start();
        if (m_sync)
            m_talk.start();
        if (!folder.isEmpty())
            QMetaObject::invokeMethod(
                &m_worker, [this, folder] { m_worker.watch(folder); }, Qt::QueuedConnection);
        if (seconds > 0)
            QTimer::singleShot(seconds * kSecond, QCoreApplication::instance(), [] { QCoreApplication::quit(); });
        QCoreApplication::exec();
        return stop();
    }

private:
    void talkBy(ChannelWorker::Lane lane)
    {
        m_channels = std::make_unique<ChannelThread>(ChannelWorker::Order{
            m_path, &m_clock, std::make_shared<DeskSecrets>(m_command.value("key-file")), std::move(lane)});
        tellChannels(m_channels->worker(), m_log, &m_here);
    }
    // The ladder goes by the time of the store, whatever this machine's own clock says.
    void goByServer(Time ahead)
    {
        if (std::exchange(m_serverAhead, ahead) == ahead)
            return;
        m_clock.corrected().setOffset(ahead);
        if (std::abs(ahead) >= kClockFarOff && !std::exchange(m_clockTold, true))
            m_log.tell("clock-off", {{QStringLiteral("seconds"), double(ahead / kSecond)}});
    }
    // Once each: it goes on trying, for an account may be opened again.
    void hearOfRefusal(const std::vector<Absence> &absent)
    {
        const auto out = std::ranges::find_if(absent, [](const Absence &one) { return isRefusal(one.error); });
        const QString why = out == absent.end() ? QString() : out->error.subject;
        if (std::exchange(m_refused, why) == why || why.isEmpty())
            return;
        m_log.tell("login-refused", {{QStringLiteral("why"), why}});
        forget(out->error);
    }
    // Until it is done, or the server lets it in again: what is busy now is free in a while.
    void forget(const Error &why)
    {
        constexpr int kAgain = 5000;
        if (m_refused != why.subject)
            return;
        const auto forgotten = forgetShutOut(m_command, m_login, why);
        if (forgotten)
            return;
        m_log.fault("trouble", forgotten.error());
        QTimer::singleShot(kAgain, &m_here, [this, why] { forget(why); });
    }
    // A file that is no store, one of a newer program, or one that was taken away does not mend by waiting.
    void endOn(const Error &error)
    {
        const bool isMoved = error.detail == QLatin1String(kFileMoved);
        if (error.code != Error::Code::Damaged && error.code != Error::Code::TooNew && !isMoved)
            return;
        m_status = statusOf(error);
        QCoreApplication::quit();
    }
    // The worker first, so that its last deeds are sent under the lease. Every commit is whole: the process may end in
    // the middle of a call.
    int stop()
    {
        const QDeadlineTimer deadline(kStopWithin);
        QMetaObject::invokeMethod(
            &m_worker,
            [this] {
                m_worker.stop();
                m_work.quit();
            },
            Qt::QueuedConnection);
        const bool talks = m_channels->stop(kStopWithin / 2);
        const bool worked = talks && m_work.wait(QDeadlineTimer(kStopWithin / 2));
        const bool talked = !m_sync || stopTalk(deadline);
        QCoreApplication::processEvents(); // what the threads had still to say
        if (!m_sync)
            m_log.tell("stopped");
        if (worked && talked)
            return m_status;
        if (!talked)
            m_log.tell("stopped", {{QStringLiteral("lease"), QLatin1String("runs-out")}});
        std::_Exit(m_status);
    }
    bool stopTalk(const QDeadlineTimer &deadline)
    {
        m_sync->wake(); // sends what the worker did last
        QMetaObject::invokeMethod(m_sync.get(), &SyncWorker::stop, Qt::QueuedConnection);
        if (m_talk.wait(QDeadlineTimer(std::max<qint64>(0, deadline.remainingTime() - kHaltWithin))))
            return true;
        m_sync->halt();
        return m_talk.wait(deadline);
    }

    Command &m_command;
    AgentLog m_log;
    QObject m_here; ///< where lines are written
    Worker m_worker;
    QString m_path;
    CommandClock &m_clock;
    std::unique_ptr<ChannelThread> m_channels;
    std::unique_ptr<SyncWorker> m_sync;
    QThread m_work, m_talk;
    Login m_login;
    QString m_refused; ///< why the server does not let it in; empty: it does
    std::optional<Time> m_serverAhead; ///< as the clock was set
    bool m_clockTold = false;
    int m_status = ExitDone;
};

/// The password of the place; nothing: said so.
std::optional<QString> agentPassword(Command &command)
{
    QFile file(command.value("password-file"));
    if (command.isSet("password-file") && file.open(QIODevice::ReadOnly))
        return QString::fromUtf8(file.readLine()).remove(QChar(u'\r')).remove(QChar(u'\n'));
    command.usage(Words::tr("This store belongs to a server: --password-file names a file that can be read."));
    return std::nullopt;
}

/// How long to run; nothing: said so. 0: until stopped.
std::optional<int> secondsOf(Command &command)
{
    bool isNumber = true;
    const int seconds = command.isSet("once-for") ? command.value("once-for").toInt(&isNumber) : 0;
    if (isNumber && seconds >= (command.isSet("once-for") ? 1 : 0) && seconds <= 30 * 24 * 3600)
        return seconds;
    command.usage(Words::tr("--once-for takes a whole number of seconds from 1 to 2592000."));
    return std::nullopt;
}

} // namespace

int agentCommand(const QStringList &arguments)
{
    Command command("agent", arguments);
    command.option("password-file", Words::tr("A file whose first line is the password."), "FILE");
    command.option("watch", Words::tr("A folder whose documents become leads."), "DIR");
    command.option("once-for", Words::tr("Stop after so long."), "SECONDS");
    if (!command.read(0, 0))
        return command.status();
    const auto seconds = secondsOf(command);
    if (!seconds)
        return ExitUsage;
    if (!command.openStore())
        return command.status();
    const QString folder = command.isSet("watch") ? QDir(command.value("watch")).absolutePath() : QString();
    if (command.isSet("watch") && !QFileInfo(folder).isDir())
        return giveUp(ExitNotFound, "not_found", Words::tr("%1 is no folder.").arg(command.value("watch")));
    Agent agent(command, command.storePath(), command.clock());
    const auto place = serverPlace(command.session().database());
    if (!place && place.error().code != Error::Code::NotFound)
        return command.fail(place.error());
    if (place) {
        const auto password = agentPassword(command);
        if (!password)
            return ExitUsage;
        agent.join(*place, *password);
    }
    if (!quitOnStopSignal())
        return command.fail({Error::Code::Failed, QStringLiteral("agent"), {}});
    return agent.run(folder, *seconds);
}

} // namespace updesk
