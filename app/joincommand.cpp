// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/newdesk.h"
#include "app/samplewords.h"
#include "app/serverwords.h"
#include "app/synctalk.h"
#include "core/desk/tables.h"
#include "core/store/desksetting.h"
#include "core/sync/address.h"
#include "core/sync/adopt.h"
#include "core/sync/joiner.h"
#include "core/sync/joinplace.h"
#include "core/sync/peopleremote.h"
#include "ui/parts/atrestwords.h"

#include <QFile>

namespace updesk
{

static void addServerOptions(Command &command)
{
    command.option("login", Words::tr("Whose login it is."), "NAME");
    command.option("password-file", Words::tr("A file whose first line is the password."), "FILE");
    command.option("ca", Words::tr("The store's own authority, a PEM file."), "FILE");
}

/// A code, or the file of this name.
static Result<Invite> inviteFrom(const QString &fileOrCode)
{
    constexpr qint64 kEnough = 128 * 1024;
    QFile file(fileOrCode);
    if (fileOrCode.startsWith(QLatin1String("UPDESK")) && !file.exists())
        return readInvite(fileOrCode.toUtf8());
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::NotFound, fileOrCode, {}};
    return readInvite(file.read(kEnough));
}

/// What to join, from --invite or from URL and --ca; nothing: said so, and `status` is what the command ends with.
static std::optional<Invite> aim(Command &command, int &status)
{
    if (command.isSet("invite") == !command.words().isEmpty()) {
        status = command.usage(Words::tr("Give either an address or --invite."));
        return std::nullopt;
    }
    std::optional<Invite> invite;
    if (command.isSet("invite")) {
        const auto read = inviteFrom(command.value("invite"));
        if (!read) {
            status = talkFailed(read.error());
            return std::nullopt;
        }
        invite = *read;
    } else {
        const auto authority = authorityFrom(command);
        status = ExitFailed;
        if (!authority)
            return std::nullopt;
        invite = Invite{command.words().first(), 0, {}, *authority};
    }
    if (command.isSet("member-of"))
        invite->store = command.value("member-of").toInt();
    if (command.isSet("member-of") && invite->store < 1) {
        status = command.usage(Words::tr("--member-of is the store's number, as updeskctl check says it there."));
        return std::nullopt;
    }
    return invite;
}

/// False: said so. Without it libpq would come as whoever is signed in to this computer.
static bool saysWho(Command &command, int &status)
{
    if (!command.value("login").trimmed().isEmpty())
        return true;
    status = command.usage(Words::tr("--login says whose login at the server it is."));
    return false;
}

static void rememberLogin(
    Command &command, Secrets &secrets, Database &database, const ServerPlace &place, const QString &password)
{
    const auto kept =
        keepLogin({database, secrets, command.clock()}, {place.person, place.login, password}, place.role);
    if (!kept)
        complain(serverSentence(kept.error()));
    else if (!*kept)
        complain(Words::tr("This PC has no key store that works: the password was not kept and is needed every time."));
}

/// Tells a person how a long fill goes; a small store's is over before there is anything to tell.
static std::function<void(qint64)> tellFill()
{
    return [told = qint64(0)](qint64 rows) mutable {
        constexpr qint64 kEvery = 50'000;
        if (rows < told + kEvery)
            return;
        told = rows;
        complain(Words::tr("%1 rows so far.").arg(rows));
    };
}

/// Adds to `all` until nothing is missing any more.
static Result<void> talkUntilFilled(Exchange &exchange, Exchanged &all)
{
    if (auto hello = exchange.hello(); !hello)
        return hello.error();
    do {
        const auto done = exchange.run();
        if (!done)
            return done.error();
        all.deedsSent += done->deedsSent;
        all.opsSent += done->opsSent;
        all.rowsTaken += done->rowsTaken;
        all.setbacks += done->setbacks;
        all.filling = done->filling;
    } while (all.filling);
    return {};
}

/// What the desk lacks of the rows when its file is there: cut off from here on, it goes on with the next sync.
static int fillFurther(Command &command, Exchanged all, const QString &password)
{
    if (!command.openStore())
        return command.status();
    Database &database = command.session().database();
    const auto place = serverPlace(database);
    if (!place)
        return command.fail(place.error());
    DeskLogins logins({{place->person, place->login, password}});
    const Clock &own = command.clock().own();
    PeopleRemote remote(*place, logins, database, own);
    Exchange exchange(database, remote, place->store, own);
    exchange.tellFilled(tellFill());
    if (const auto done = talkUntilFilled(exchange, all); !done) {
        complain(Words::tr("This desk belongs to the store now. The rows it lacks come with updeskctl sync."));
        return talkFailed(done.error());
    }
    tellTalk(command, all);
    warnOf(exchange.versions(), exchange.offset());
    return ExitDone;
}

/// False: what is there is to stay, and it said why.
static bool makeRoom(Command &command, int &status)
{
    const auto key = command.readyStore();
    status = command.status();
    if (!key || !QFile::exists(command.storePath()))
        return bool(key);
    Database::Setup setup = deskSetup(command.clock());
    setup.key = *key;
    const auto cleared = clearEmpty(command.storePath(), setup);
    if (cleared)
        return true;
    const Error &error = cleared.error();
    const QString stays = error.detail == QLatin1String("of_a_server")
        ? Words::tr("%1 holds a store already, which belongs to a server. Nothing was changed. What a join "
                    "that was cut off did not bring comes with updeskctl sync; to take a lone store up to "
                    "a server, use server adopt.")
        : Words::tr("%1 holds a store already. Nothing was changed. To take a lone store up to a "
                    "server, use server adopt.");
    status =
        error.subject == QLatin1String("rows") ? command.refuse(stays.arg(command.storePath())) : command.fail(error);
    return false;
}

static int joinFailed(Command &command, const Error &error)
{
    // The same codes mean another thing of the file here than of the server.
    const bool isHere = error.subject.startsWith(command.storePath()) || !keySentence(error).isEmpty();
    return isHere ? command.fail(error) : talkFailed(error);
}

/// As at the window's door (joiner.h), but without a sign-in: whoever has the terminal has the password.
static int makeDesk(Command &command, const Invite &invite, const QString &password)
{
    SystemSecrets secrets;
    Exchanged first;
    std::optional<Error> wrong;
    const auto welcome = [&](Database &database, const ServerPlace &place, const Exchanged &taken) -> Result<SignedIn> {
        first = taken;
        // Commands act as who has shown a password here, until somebody signs in at the window.
        const QString person = QString::fromLatin1(place.person.value.hex());
        if (auto kept = setDeskSetting(database, QStringLiteral("person"), person); !kept)
            return kept.error();
        if (command.isSet("remember"))
            rememberLogin(command, secrets, database, place, password);
        SignedIn who;
        who.login = {place.person, place.login, password};
        who.role = place.role;
        return who;
    };
    Joiner joiner(
        secrets, command.clock().own(),
        [&command](const QString &file) { return newDeskSetup(file, command.clock(), command.value("key-file")); },
        welcome);
    QObject::connect(&joiner, &Joiner::progressed, &joiner, tellFill());
    QObject::connect(&joiner, &Joiner::failed, &joiner, [&wrong](const Error &error) { wrong = error; });
    QObject::connect(&joiner, &Joiner::severalStores, &joiner, [&wrong] {
        wrong = Error{Error::Code::Invalid, QStringLiteral("store"), {}};
    });
    joiner.ask({command.storePath(), invite, command.value("login"), password});
    return wrong ? joinFailed(command, *wrong) : fillFurther(command, first, password);
}

int joinCommand(const QStringList &arguments)
{
    Command command("join", arguments);
    command.positional("URL", Words::tr("postgresql://host:port/database, or none with --invite."));
    addServerOptions(command);
    command.option("invite", Words::tr("A join file or a join code instead of an address."), "FILE|CODE");
    command.option("member-of", Words::tr("Which store, when the login has several."), "NUMBER");
    command.option("remember", Words::tr("Keep the password in this PC's key store."));
    if (!command.read(0, 1))
        return command.status();
    for (const char *name : {"now", "speed", "user"}) {
        if (command.isSet(name))
            return command.refuse(sampleOnlySentence(QLatin1String(name)));
    }
    int status = ExitDone;
    const auto invite = saysWho(command, status) ? aim(command, status) : std::nullopt;
    if (!invite)
        return status;
    const auto password = passwordFrom(command);
    if (!password)
        return ExitUsage;
    return makeRoom(command, status) ? makeDesk(command, *invite, *password) : status;
}

// The rows before the refused one are at the server, and the next run finds them there.
static int adoptFailed(Database &database, const Error &error)
{
    const bool noAdmin = error.code == Error::Code::Denied
        && (error.subject == QLatin1String("store") || error.subject == QLatin1String("role"));
    if (const auto number = database.state("store"); noAdmin && number)
        return giveUp(statusOf(error), codeOf(error),
            Words::tr("Only an administrator of this store may bring it along, and its number is %1. Nothing was "
                      "changed. Give the login that right with server add-user --store %1 --role admin.")
                .arg(*number));
    if (error.code != Error::Code::Failed || !database.table(error.subject.toLatin1()))
        return talkFailed(error);
    return giveUp(statusOf(error), codeOf(error),
        Words::tr(
            "The server did not take a row of %1 (%2). Here nothing was changed: this desk goes on alone. Run the "
            "same command again when that is mended.")
            .arg(error.subject, error.detail));
}

/// With the authority kept beside the file, unless it comes to nothing.
static int takeUp(Command &command, const Invite &server, const QString &password)
{
    Database &database = command.session().database();
    const QString kept = authorityPath(database.path(), server.authority);
    const bool isNew = !kept.isEmpty() && !QFile::exists(kept);
    const auto caFile = keepAuthority(database.path(), server.authority);
    if (!caFile)
        return talkFailed(caFile.error());
    Pg::Options options = optionsOf(server, *caFile, command.value("login"), password);
    const bool again = command.isSet("again");
    if (const auto place = serverPlace(database); again && place && options.caFile.isEmpty())
        options.caFile = place->caFile; // the store's server is known by it
    auto pg = Pg::open(options);
    const auto sent = !pg ? Result<qint64>(pg.error())
                          : (again ? adoptAgain : adoptStore)(database, std::move(*pg), options, command.clock());
    if (!sent && isNew)
        QFile::remove(kept); // no server is known here by it
    if (!sent)
        return pg ? adoptFailed(database, sent.error()) : talkFailed(sent.error());
    if (command.json())
        command.print({{QStringLiteral("rows_sent"), *sent}});
    else
        command.say(Words::tr("%1 rows are on the server; this desk belongs to it now.").arg(*sent));
    return ExitDone;
}

int adoptCommand(const QStringList &arguments)
{
    Command command("server adopt", arguments);
    command.positional("URL", Words::tr("postgresql://host:port/database"));
    command.option("again", Words::tr("From a desk of the store: what the server has lost."));
    addServerOptions(command);
    int status = ExitDone;
    if (!command.read(1, 1))
        return command.status();
    if (!saysWho(command, status))
        return status;
    if (!command.openStore())
        return command.status();
    if (command.session().isSample())
        return command.refuse(Words::tr("A sample store can never join a server. Nothing was changed."));
    const QString url = command.words().first();
    if (!isStoreAddress(url)) // before a password in it is used
        return talkFailed({Error::Code::Invalid, QStringLiteral("url"), {}});
    const auto password = passwordFrom(command);
    const auto authority = password ? authorityFrom(command) : std::nullopt;
    if (!authority)
        return password ? ExitFailed : ExitUsage;
    return takeUp(command, {url, 0, {}, *authority}, *password);
}

} // namespace updesk
