// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/serverwords.h"
#include "core/desk/tables.h"
#include "core/sync/join.h"
#include "core/sync/syncer.h"

#include <QFile>
#include <QThread>

#include <csignal>

namespace updesk
{
namespace
{

volatile std::sig_atomic_t s_stopped = 0;
void stop(int) { s_stopped = 1; }

int failed(const Error &error) { return giveUp(statusOf(error), codeOf(error), serverSentence(error)); }

void addServerOptions(Command &command)
{
    command.option("login", Words::tr("Whose login it is."), "NAME");
    command.option("password-file", Words::tr("A file whose first line is the password."), "FILE");
    command.option("ca", Words::tr("The store's own authority, a PEM file."), "FILE");
}

std::optional<QString> passwordOf(Command &command)
{
    QFile file(command.value("password-file"));
    if (!command.isSet("password-file") || !file.open(QIODevice::ReadOnly)) {
        command.usage(Words::tr("--password-file names a file that can be read."));
        return std::nullopt;
    }
    return QString::fromUtf8(file.readLine()).remove(QChar(u'\r')).remove(QChar(u'\n'));
}

std::optional<Pg::Options> serverOf(Command &command)
{
    const auto password = passwordOf(command);
    if (!password)
        return std::nullopt;
    Pg::Options options;
    options.url = command.words().first();
    options.login = command.value("login");
    options.password = *password;
    options.caFile = command.value("ca");
    return options;
}

QString talkedWords(const Exchanged &done)
{
    return Words::tr("%1 deeds sent, %2 rows taken, %3 setbacks.")
        .arg(done.deedsSent)
        .arg(done.rowsTaken)
        .arg(done.setbacks);
}

QJsonObject talkedJson(const Exchanged &done)
{
    return {{QStringLiteral("deeds_sent"), done.deedsSent}, {QStringLiteral("ops_sent"), done.opsSent},
        {QStringLiteral("rows_taken"), done.rowsTaken}, {QStringLiteral("setbacks"), done.setbacks}};
}

void tellTalk(const Command &command, const Exchanged &done)
{
    if (command.json())
        command.print(talkedJson(done));
    else
        command.say(talkedWords(done));
}

Syncer syncerOf(Database &database, const ServerPlace &place, const QString &password, const Clock &clock)
{
    return Syncer(database, place.store, clock, [&database, place, password]() -> Result<std::unique_ptr<Remote>> {
        auto remote = connectTo(place, password, database);
        if (!remote)
            return remote.error();
        return std::unique_ptr<Remote>(std::move(*remote));
    });
}

int status(Command &command)
{
    Database &database = command.session().database();
    const auto place = serverPlace(database);
    const auto left = unsent(database);
    const auto all = setbacks(database, 100'000);
    if (!place || !left || !all)
        return command.fail(!place ? place.error() : !left ? left.error() : all.error());
    const auto cursor = cursorOf(database, place->store);
    if (!cursor)
        return command.fail(cursor.error());
    const auto of = [&all](Setback::Kind kind) { return int(std::ranges::count(*all, kind, &Setback::kind)); };
    const Time age = left->oldest > 0 ? std::max<Time>(0, command.clock().now() - left->oldest) / kSecond : 0;
    if (command.json()) {
        command.print({{QStringLiteral("server"), place->url}, {QStringLiteral("login"), place->login},
            {QStringLiteral("store"), place->store}, {QStringLiteral("cursor"), *cursor},
            {QStringLiteral("unsent_deeds"), left->deeds}, {QStringLiteral("unsent_ops"), left->ops},
            {QStringLiteral("oldest_seconds"), age}, {QStringLiteral("held"), left->held},
            {QStringLiteral("parked"), left->parked}, {QStringLiteral("waiting"), left->waiting},
            {QStringLiteral("refused"), of(Setback::Kind::Rejected)}, {QStringLiteral("lost"), of(Setback::Kind::Lost)},
            {QStringLiteral("conflicts"), of(Setback::Kind::TwoPlaces)}});
        return ExitDone;
    }
    command.say(
        Words::tr("%1 at %2: %3 changes wait, the oldest for %4 s; %5 refused, %6 lost, %7 changed in two places.")
            .arg(place->login, place->url)
            .arg(left->ops)
            .arg(age)
            .arg(of(Setback::Kind::Rejected))
            .arg(of(Setback::Kind::Lost))
            .arg(of(Setback::Kind::TwoPlaces)));
    return ExitDone;
}

int follow(Command &command, Syncer &syncer)
{
    std::signal(SIGINT, stop);
    std::signal(SIGTERM, stop);
    bool wasOnline = true;
    while (!s_stopped) {
        const Syncer::Turn turn = syncer.turn();
        if (turn.online && (turn.done.news() || turn.done.deedsSent > 0))
            tellTalk(command, turn.done);
        if (turn.online != wasOnline)
            complain(turn.online ? Words::tr("The server is back.") : serverSentence(*turn.error));
        wasOnline = turn.online;
        for (Time waited = 0; waited < turn.wait && !s_stopped; waited += 50)
            QThread::msleep(50);
    }
    return ExitDone;
}

} // namespace

int joinCommand(const QStringList &arguments)
{
    Command command("join", arguments);
    command.positional("URL", Words::tr("postgresql://host:port/database"));
    addServerOptions(command);
    command.option("member-of", Words::tr("Which store, when the login has several."), "NUMBER");
    if (!command.read(1, 1))
        return command.status();
    const auto options = serverOf(command);
    if (!options)
        return command.status();
    auto pg = Pg::open(*options);
    if (!pg)
        return failed(pg.error());
    const auto key = command.readyStore(Database::Open::OrCreate);
    if (!key)
        return command.status();
    Database::Setup setup = deskSetup(command.clock());
    setup.key = *key;
    const auto database = Database::open(command.storePath(), std::move(setup));
    if (!database)
        return command.fail(database.error());
    const auto place = joinServer(**database, **pg, *options, command.value("member-of").toInt());
    if (!place && place.error().subject == QLatin1String("rows"))
        return command.refuse(Words::tr("%1 holds a store already. Nothing was changed. To take a lone store up to a "
                                        "server, use server adopt.")
                                  .arg(command.storePath()));
    if (!place)
        return failed(place.error());
    PgRemote remote(std::move(*pg), **database, place->store, place->desk, place->person);
    Exchange exchange(**database, remote, place->store, command.clock());
    const auto hello = exchange.hello();
    const auto done = hello ? exchange.run() : Result<Exchanged>(hello.error());
    if (!done)
        return failed(done.error());
    tellTalk(command, *done);
    return ExitDone;
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
    const auto options = serverOf(command);
    if (!options)
        return command.status();
    auto pg = Pg::open(*options);
    if (!pg)
        return failed(pg.error());
    const auto sent = adoptStore(command.session().database(), std::move(*pg), *options, command.clock());
    if (!sent)
        return failed(sent.error());
    if (command.json())
        command.print({{QStringLiteral("rows_sent"), *sent}});
    else
        command.say(Words::tr("%1 rows are on the server; this desk belongs to it now.").arg(*sent));
    return ExitDone;
}

int syncCommand(const QStringList &arguments)
{
    Command command("sync", arguments);
    command.option("once", Words::tr("Send and take what there is, then stop (the default)."));
    command.option("follow", Words::tr("Go on until stopped."));
    command.option("status", Words::tr("What waits and what was refused; talks to nobody."));
    command.option("password-file", Words::tr("A file whose first line is the password."), "FILE");
    if (!command.read(0, 0) || !command.openStore())
        return command.status();
    if (command.isSet("status"))
        return status(command);
    Database &database = command.session().database();
    const auto place = serverPlace(database);
    if (!place)
        return command.fail(place.error());
    const auto password = passwordOf(command);
    if (!password)
        return command.status();
    Syncer syncer = syncerOf(database, *place, *password, command.clock());
    if (command.isSet("follow"))
        return follow(command, syncer);
    const Syncer::Turn turn = syncer.turn();
    if (!turn.online)
        return failed(*turn.error);
    tellTalk(command, turn.done);
    return ExitDone;
}

} // namespace updesk
