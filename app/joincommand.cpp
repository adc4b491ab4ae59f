// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/serverwords.h"
#include "app/synctalk.h"
#include "core/desk/tables.h"
#include "core/store/desksetting.h"
#include "core/sync/adopt.h"
#include "core/sync/invite.h"
#include "core/sync/peopleremote.h"

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
    return invite;
}

static void rememberLogin(Command &command, Database &database, const ServerPlace &place, const QString &password)
{
    SystemSecrets secrets;
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

static Result<Exchanged> talkUntilFilled(Exchange &exchange)
{
    Exchanged all;
    if (auto hello = exchange.hello(); !hello)
        return hello.error();
    do {
        const auto done = exchange.run();
        if (!done)
            return done;
        all.deedsSent += done->deedsSent;
        all.opsSent += done->opsSent;
        all.rowsTaken += done->rowsTaken;
        all.setbacks += done->setbacks;
        all.filling = done->filling;
    } while (all.filling);
    return all;
}

static int fill(Command &command, Database &database, const ServerPlace &place, const QString &password)
{
    DeskLogins logins({{place.person, place.login, password}});
    const Clock &own = command.clock().own();
    PeopleRemote remote(place, logins, database, own);
    Exchange exchange(database, remote, place.store, own);
    exchange.tellFilled(tellFill());
    const auto done = talkUntilFilled(exchange);
    if (!done)
        return talkFailed(done.error());
    tellTalk(command, *done);
    warnOf(exchange.versions(), exchange.offset());
    return ExitDone;
}

/// The file that is to become a desk of the store; nothing: it said why.
static std::unique_ptr<Database> newStore(Command &command, int &status)
{
    const auto key = command.readyStore(Database::Open::OrCreate);
    status = command.status();
    if (!key)
        return nullptr;
    Database::Setup setup = deskSetup(command.clock());
    setup.key = *key;
    auto database = Database::open(command.storePath(), std::move(setup));
    if (database)
        return std::move(*database);
    status = command.fail(database.error());
    return nullptr;
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
    int status = ExitDone;
    const auto invite = aim(command, status);
    if (!invite)
        return status;
    const auto password = passwordFrom(command);
    if (!password)
        return ExitUsage;
    const auto database = newStore(command, status);
    if (!database)
        return status;
    const auto place = joinByInvite(*database, *invite, command.value("login"), *password);
    if (!place && place.error().subject == QLatin1String("rows"))
        return command.refuse((serverPlace(*database)
                ? Words::tr("%1 holds a store already, which belongs to a server. Nothing was changed. What a join "
                            "that was cut off did not bring comes with updeskctl sync; to take a lone store up to "
                            "a server, use server adopt.")
                : Words::tr("%1 holds a store already. Nothing was changed. To take a lone store up to a "
                            "server, use server adopt."))
                                  .arg(command.storePath()));
    if (!place)
        return talkFailed(place.error());
    // Commands act as who has shown a password here, until somebody signs in at the window.
    if (auto kept = setDeskSetting(*database, QStringLiteral("person"), QString::fromLatin1(place->person.value.hex()));
        !kept)
        return command.fail(kept.error());
    if (command.isSet("remember"))
        rememberLogin(command, *database, *place, *password);
    return fill(command, *database, *place, *password);
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

int adoptCommand(const QStringList &arguments)
{
    Command command("server adopt", arguments);
    command.positional("URL", Words::tr("postgresql://host:port/database"));
    addServerOptions(command);
    if (!command.read(1, 1) || !command.openStore())
        return command.status();
    if (command.session().isSample())
        return command.refuse(Words::tr("A sample store can never join a server. Nothing was changed."));
    const auto password = passwordFrom(command);
    const auto authority = password ? authorityFrom(command) : std::nullopt;
    if (!authority)
        return password ? ExitFailed : ExitUsage;
    Database &database = command.session().database();
    const QString kept = authorityPath(database.path(), *authority);
    const bool isNew = !kept.isEmpty() && !QFile::exists(kept);
    const auto caFile = keepAuthority(database.path(), *authority);
    if (!caFile)
        return talkFailed(caFile.error());
    const Invite server{command.words().first(), 0, {}, *authority};
    const Pg::Options options = optionsOf(server, *caFile, command.value("login"), *password);
    auto pg = Pg::open(options);
    const auto sent = pg ? adoptStore(database, std::move(*pg), options, command.clock()) : Result<qint64>(pg.error());
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

} // namespace updesk
