// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/serverwords.h"
#include "app/synctalk.h"
#include "core/base/halt.h"
#include "core/desk/setbackverbs.h"
#include "core/desk/storeverbs.h"
#include "core/sync/parked.h"
#include "core/sync/peopleremote.h"
#include "core/sync/refill.h"
#include "ui/parts/sentencesync.h"

#include <QFile>
#include <QThread>

#include <csignal>

namespace updesk
{

int talkFailed(const Error &error) { return giveUp(statusOf(error), codeOf(error), serverSentence(error)); }

std::optional<QString> passwordFrom(Command &command)
{
    QFile file(command.value("password-file"));
    if (!command.isSet("password-file") || !file.open(QIODevice::ReadOnly)) {
        command.usage(Words::tr("--password-file names a file that can be read."));
        return std::nullopt;
    }
    return QString::fromUtf8(file.readLine()).remove(QChar(u'\r')).remove(QChar(u'\n'));
}

std::optional<QByteArray> authorityFrom(Command &command)
{
    constexpr qint64 kMost = 64 * 1024;
    if (!command.isSet("ca"))
        return QByteArray();
    QFile file(command.value("ca"));
    if (!file.open(QIODevice::ReadOnly)) {
        complain(Words::tr("Could not open %1.").arg(command.value("ca")));
        return std::nullopt;
    }
    return file.read(kMost);
}

void tellTalk(Command &command, const Exchanged &done)
{
    if (command.json())
        command.print({{QStringLiteral("deeds_sent"), done.deedsSent}, {QStringLiteral("ops_sent"), done.opsSent},
            {QStringLiteral("rows_taken"), done.rowsTaken}, {QStringLiteral("setbacks"), done.setbacks},
            {QStringLiteral("rows_dropped"), done.dropped}});
    else
        command.say(Words::tr("%1 deeds sent, %2 rows taken, %3 setbacks.")
                        .arg(done.deedsSent)
                        .arg(done.rowsTaken)
                        .arg(done.setbacks));
    const auto copy = keptBeforeRefill(command.session().database());
    if (done.dropped > 0)
        complain(
            Words::tr("%1 rows that the server does not have left this desk. A whole copy of before is kept beside "
                      "its file: %2.")
                .arg(done.dropped)
                .arg(copy ? *copy : QString()));
}

/// The person of --password-file, then everybody whose password is in the key store; nothing: said so.
static std::optional<DeskLogins> loginsOf(Command &command, const ServerPlace &place)
{
    DeskLogins logins;
    if (command.isSet("password-file")) {
        const auto password = passwordFrom(command);
        if (!password)
            return std::nullopt;
        logins.signIn({place.person, place.login, *password});
    }
    SystemSecrets secrets;
    const auto kept = keptLogins({command.session().database(), secrets, command.clock()});
    if (!kept) {
        command.fail(kept.error());
        return std::nullopt;
    }
    for (const Login &login : *kept) {
        if (!logins.find(login.person))
            logins.signIn(login);
    }
    if (logins.all().empty()) {
        command.usage(Words::tr("No password is kept on this PC: give --password-file, or join with --remember."));
        return std::nullopt;
    }
    return logins;
}

Result<void> forgetShutOut(Command &command, const Login &login, const Error &error)
{
    SystemSecrets secrets;
    return forgetRefused({command.session().database(), secrets, command.clock()}, login, error);
}

static void tellAbsent(Database &database, const std::vector<Absence> &absent)
{
    for (const Absence &one : absent) {
        const auto name = nameOf(database, one.person);
        complain(absenceSentence(one.error, name && !name->isEmpty() ? *name : one.login));
    }
}

/// False: one of them is still known here, and it said why.
static bool forgetAbsent(Command &command, const DeskLogins &logins)
{
    bool all = true;
    for (const Absence &one : logins.absent()) {
        const Login *login = logins.find(one.person);
        const auto forgotten = login ? forgetShutOut(command, *login, one.error) : Result<void>();
        if (!forgotten)
            complain(serverSentence(forgotten.error()));
        all = all && forgotten;
    }
    return all;
}

static Halt &stopped()
{
    static Halt halt;
    return halt;
}

/// Sends and takes what there is, a cut fill to its end; what a setback cancels goes out as well.
static Result<Syncer::Turn> talkItAllOver(Session &session, Syncer &syncer)
{
    Exchanged all;
    for (;;) {
        const auto settled = settleSetbacks(session, session.person()); // also what an earlier talk left
        if (!settled)
            return settled.error();
        Syncer::Turn turn = syncer.turn();
        all.deedsSent += turn.done.deedsSent;
        all.opsSent += turn.done.opsSent;
        all.rowsTaken += turn.done.rowsTaken;
        all.setbacks += turn.done.setbacks;
        all.dropped += turn.done.dropped;
        // A fill that was cut off goes on, and what the server fails on is looked for until it is found.
        const bool more = turn.online && (turn.done.filling || turn.done.setbacks > 0 || turn.error);
        if (more && turn.error)
            QThread::msleep(ulong(turn.wait));
        turn.done = all;
        if (!more)
            return turn;
    }
}

static int follow(Command &command, Syncer &syncer, const DeskLogins &logins)
{
    const Heeding heeding(stopped());
    for (const int signal : {SIGINT, SIGTERM})
        std::signal(signal, [](int) { stopped().raise(); });
    bool wasOnline = true, warned = false, forgotten = true;
    std::vector<Absence> told;
    for (;;) {
        const Syncer::Turn turn = syncer.turn();
        const auto settled = settleSetbacks(command.session(), command.session().person());
        if (!settled && settled.error().code != Error::Code::Busy)
            return command.fail(settled.error());
        if (turn.online && (turn.done.news() || turn.done.deedsSent > 0 || turn.done.dropped > 0))
            tellTalk(command, turn.done);
        if (Heeding::isHalted())
            return ExitDone;
        if (turn.online != wasOnline)
            complain(turn.online ? Words::tr("The server is back.") : serverSentence(*turn.error));
        if (turn.online && !warned)
            warnOf(turn.versions, turn.serverAhead);
        if (logins.absent() != told) {
            tellAbsent(command.session().database(), logins.absent());
            forgotten = false;
        }
        told = logins.absent();
        forgotten = forgotten || forgetAbsent(command, logins);
        warned = turn.online;
        wasOnline = turn.online;
        for (Time waited = 0; waited < turn.wait && !Heeding::isHalted(); waited += 50)
            QThread::msleep(50);
    }
}

/// The deed that one of the two options names; nothing: said so.
static std::optional<DeedId> namedDeed(const Command &command, const char *option)
{
    if (const auto id = Id::fromHex(command.value(option).toStdString()))
        return DeedId{*id};
    command.usage(Words::tr("--%1 takes a change as sync --status names it.").arg(QLatin1String(option)));
    return std::nullopt;
}

static int decideFailed(const Error &error)
{
    if (error.subject != QLatin1String("deed"))
        return talkFailed(error);
    return giveUp(statusOf(error), codeOf(error),
        error.code == Error::Code::NotFound
            ? Words::tr("No such change needs attention at this desk. Nothing was changed.")
            : Words::tr("This UpDesk cannot read the change. It was left as it is. Update UpDesk here."));
}

static int giveUpNamed(Command &command, const ServerPlace &place, DeskLogins &logins)
{
    const auto deed = namedDeed(command, "give-up");
    if (!deed)
        return ExitUsage;
    Database &database = command.session().database();
    PeopleRemote remote(place, logins, database, command.clock().own());
    Exchange exchange(database, remote, place.store, command.clock().own());
    if (const auto hello = exchange.hello(); !hello) // whose rows come home must be known: it may have been put back
        return talkFailed(hello.error());
    const auto ops = opsOf(database, *deed);
    const bool document = ops && bringsDocument(*ops);
    if (const auto done = giveUpDeed(database, remote, place.store, *deed); !done)
        return decideFailed(done.error());
    if (const auto settled = settleSetbacks(command.session(), command.session().person()); !settled)
        return command.fail(settled.error());
    if (command.json())
        command.print({{QStringLiteral("given_up"), QString::fromLatin1(deed->value.hex())},
            {QStringLiteral("document"), document}});
    else
        command.say(Words::tr("Given up. What the server has stands here; what was keyed is in the list of changes "
                              "that were not taken."));
    if (document && !command.json())
        command.say(Words::tr("The document in it stays at this desk: “updeskctl quarantine --given-up” lists it."));
    return ExitDone;
}

/// Everybody's changes over their own login: the common case, once or until stopped.
static int talkNow(Command &command, const ServerPlace &place, DeskLogins &logins)
{
    Database &database = command.session().database();
    const Clock &own = command.clock().own();
    Syncer syncer(database, place.store, own, [&]() -> Result<std::unique_ptr<Remote>> {
        return std::unique_ptr<Remote>(std::make_unique<PeopleRemote>(place, logins, database, own));
    });
    if (command.isSet("follow"))
        return follow(command, syncer, logins);
    const auto turn = talkItAllOver(command.session(), syncer);
    if (!turn)
        return command.fail(turn.error());
    forgetAbsent(command, logins);
    if (!turn->online)
        return talkFailed(*turn->error);
    tellTalk(command, turn->done);
    warnOf(turn->versions, turn->serverAhead);
    tellAbsent(database, logins.absent());
    return ExitDone;
}

static int retryNamed(Command &command, const ServerPlace &place, DeskLogins &logins)
{
    const auto deed = namedDeed(command, "retry");
    if (!deed)
        return ExitUsage;
    if (const auto done = retryDeed(command.session().database(), *deed); !done)
        return decideFailed(done.error());
    return talkNow(command, place, logins);
}

static int setAway(Command &command)
{
    if (!command.actAsChosen())
        return command.status();
    const auto deed = setAwayDays(command.session(), command.value("away-days").toInt());
    if (!deed && deed.error().code == Error::Code::Invalid)
        return command.refuse(Words::tr("--away-days takes a number of days from %1 to %2. Nothing was changed.")
                                  .arg(kFewestAwayDays)
                                  .arg(kMostAwayDays));
    if (!deed && deed.error().code == Error::Code::Denied)
        return command.refuse(Words::tr("Only a manager or the principal does this. Nothing was changed."));
    const auto days = deed ? awayDays(command.session().database()) : Result<int>(deed.error());
    if (!days)
        return command.fail(days.error());
    if (command.json())
        command.print({{QStringLiteral("away_days"), *days}});
    else
        command.say(Words::tr("A desk that the server has not heard of for %1 days is filled again.").arg(*days));
    return ExitDone;
}

static void declare(Command &command)
{
    command.option("once", Words::tr("Send and take what there is, then stop (the default)."));
    command.option("follow", Words::tr("Go on until stopped."));
    command.option("status", Words::tr("What waits and what was refused; talks to nobody."));
    command.option("retry", Words::tr("Try a change again that needs attention, named as --status does."), "CHANGE");
    command.option("give-up", Words::tr("Give such a change up: what the server has stands here then."), "CHANGE");
    command.option("away-days",
        Words::tr("Sets for how many days a desk may be silent until it is filled again; a manager."), "N");
    command.option("password-file", Words::tr("A file whose first line is the password."), "FILE");
}

int syncCommand(const QStringList &arguments)
{
    Command command("sync", arguments);
    declare(command);
    if (!command.read(0, 0))
        return command.status();
    if (command.isSet("retry") && command.isSet("give-up"))
        return command.usage(Words::tr("Give either --retry or --give-up."));
    if (!command.openStore())
        return command.status();
    if (command.isSet("status"))
        return syncStatus(command);
    if (command.isSet("away-days"))
        return setAway(command);
    const auto place = serverPlace(command.session().database());
    if (!place)
        return talkFailed(place.error());
    auto logins = loginsOf(command, *place);
    if (!logins)
        return ExitUsage;
    if (command.isSet("give-up"))
        return giveUpNamed(command, *place, *logins);
    return command.isSet("retry") ? retryNamed(command, *place, *logins) : talkNow(command, *place, *logins);
}

} // namespace updesk
