// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/serverarchive.h"
#include "app/servererasures.h"
#include "app/serverwords.h"
#include "core/desk/tables.h"
#include "core/sync/secondfactor.h"
#include "core/sync/serverbackup.h"
#include "core/sync/serverinstall.h"
#include "core/sync/serverpeople.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTemporaryDir>

namespace updesk
{

static int failed(const Error &error) { return giveUp(statusOf(error), codeOf(error), serverSentence(error)); }

/// The first line of a file; nothing, and said so, when it cannot be read.
static std::optional<QString> lineOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        complain(Words::tr("Could not open %1.").arg(path));
        return std::nullopt;
    }
    return QString::fromUtf8(file.readLine()).trimmed();
}

static std::optional<Pg::Options> administrator(const Command &command)
{
    Pg::Options options;
    options.url = command.words().value(1);
    options.login = command.value("as");
    options.caFile = command.value("ca");
    options.statementLimit = 0;
    options.patience = kHour;
    if (command.isSet("password-file")) {
        const auto password = lineOf(command.value("password-file"));
        if (!password)
            return std::nullopt;
        options.password = *password;
    }
    return options;
}

static int install(Command &command, const Pg::Options &options, bool isNew)
{
    const Database::Setup setup = deskSetup(command.clock());
    const auto steps = QDir(setup.migrations).entryList({QStringLiteral("*.sql")}, QDir::Files).size();
    const ServerOrder order{options, setup.tables, int(steps)};
    const auto made = isNew ? installServer(order) : upgradeServer(order);
    if (!made)
        return failed(made.error());
    if (command.json())
        command.print({{QStringLiteral("schema"), made->schema}, {QStringLiteral("steps"), made->steps},
            {QStringLiteral("stepsBefore"), made->stepsBefore}, {QStringLiteral("madeDatabase"), made->madeDatabase}});
    else if (made->stepsBefore == 0)
        command.say(
            Words::tr("The server is ready (schema %1). Add people with updeskctl server add-user.").arg(made->schema));
    else
        command.say(Words::tr("The server is up to date (schema %1).").arg(made->schema));
    return ExitDone;
}

/// Twenty letters and digits that cannot be mistaken for each other: about 98 bits.
static QString freshPassword()
{
    static constexpr char kLetters[] = "abcdefghjkmnpqrstuvwxyz23456789";
    QString password;
    for (int i = 0; i < 20; ++i)
        password += QLatin1Char(kLetters[QRandomGenerator::system()->bounded(int(sizeof kLetters) - 1)]);
    return password;
}

static std::optional<NewMember> memberOf(const Command &command)
{
    NewMember member;
    member.login = command.value("login");
    member.store = command.value("store").toInt();
    member.role = command.value("role");
    member.name = command.value("name");
    if (command.isSet("host") || command.isSet("no-host"))
        member.hosting = command.isSet("host") ? Hosting::Yes : Hosting::No;
    if (command.isSet("new-password-file")) {
        const auto password = lineOf(command.value("new-password-file"));
        if (!password)
            return std::nullopt;
        member.password = *password;
    }
    if (command.isSet("person")) {
        const auto id = Id::fromHex(command.value("person").toStdString());
        if (!id) {
            complain(Words::tr("--person takes the id of a person, 32 letters and digits."));
            return std::nullopt;
        }
        member.person = {*id};
    }
    return member;
}

static int addUser(const Command &command, Pg &pg)
{
    auto member = memberOf(command);
    if (!member)
        return ExitUsage;
    auto added = addMember(pg, *member, command.now());
    QString generated;
    if (!added && added.error().subject == QLatin1String("password") && added.error().code == Error::Code::Invalid) {
        member->password = generated = freshPassword();
        added = addMember(pg, *member, command.now());
    }
    if (!added)
        return failed(added.error());
    if (command.json()) {
        command.print({{QStringLiteral("login"), member->login}, {QStringLiteral("store"), member->store},
            {QStringLiteral("role"), member->role},
            {QStringLiteral("person"), QString::fromLatin1(added->person.value.hex())},
            {QStringLiteral("madeLogin"), added->madeLogin}, {QStringLiteral("madeStore"), added->madeStore},
            {QStringLiteral("madePerson"), added->madePerson}, {QStringLiteral("host"), added->mayHost},
            {QStringLiteral("password"), generated}});
        return ExitDone;
    }
    command.say(Words::tr("%1 may now join store %2 as %3.").arg(member->login).arg(member->store).arg(member->role));
    if (added->mayHost)
        command.say(Words::tr("%1 may run the automation of its stores.").arg(member->login));
    if (!generated.isEmpty())
        command.say(Words::tr("The password, shown this once: %1").arg(generated));
    return ExitDone;
}

static int reset(const Command &command, Pg &pg)
{
    const QString login = command.value("login");
    if (const auto done = resetFactor(pg, login); !done) {
        const bool none = done.error().code == Error::Code::NotFound && done.error().subject == QLatin1String("login");
        return none
            ? giveUp(ExitNotFound, "not_found", Words::tr("%1 has no second factor. Nothing was changed.").arg(login))
            : failed(done.error());
    }
    if (command.json())
        command.print({{QStringLiteral("reset"), login}});
    else
        command.say(Words::tr("%1 sets up a new second factor at the next sign-in.").arg(login));
    return ExitDone;
}

static int revoke(const Command &command, Pg &pg)
{
    if (auto done = revokeMember(pg, command.value("login"), command.now()); !done)
        return failed(done.error());
    if (command.json())
        command.print({{QStringLiteral("revoked"), command.value("login")}});
    else
        command.say(Words::tr("%1 can no longer sign in and gets no leads. What was done under this login stays.")
                        .arg(command.value("login")));
    return ExitDone;
}

static QString whatOf(const QString &code)
{
    if (code == QLatin1String("body") || code == QLatin1String("chain"))
        return Words::tr("was changed after it was written");
    if (code == QLatin1String("gap") || code == QLatin1String("head") || code == QLatin1String("missing"))
        return Words::tr("something was taken out");
    if (code == QLatin1String("unlogged") || code == QLatin1String("owner"))
        return Words::tr("was written past the history");
    if (code == QLatin1String("rewritten"))
        return Words::tr("was written anew after a night had read it");
    if (code == QLatin1String("doubt"))
        return Words::tr("was written anew: the desk that is named was given another history before");
    if (code == QLatin1String("unsafe"))
        return Words::tr("must be on, or a power cut loses work");
    return Words::tr("is out of order");
}

static QJsonObject jsonOf(const ServerReport &report, QJsonObject json = {})
{
    QJsonArray stores, faults;
    for (const auto &store : report.stores)
        stores.append(QJsonObject{{QStringLiteral("store"), store.store}, {QStringLiteral("ops"), store.ops},
            {QStringLiteral("seq"), store.seq}, {QStringLiteral("head"), QString::fromLatin1(store.head)}});
    for (const auto &fault : report.faults)
        faults.append(QJsonObject{{QStringLiteral("store"), fault.store}, {QStringLiteral("what"), fault.what},
            {QStringLiteral("table"), fault.table}, {QStringLiteral("place"), fault.place},
            {QStringLiteral("who"), fault.who}, {QStringLiteral("example"), QString::fromLatin1(fault.example.hex())}});
    for (const auto &[key, value] : {std::pair<QString, QJsonValue>(QStringLiteral("sound"), report.sound()),
             {QStringLiteral("schema"), report.schema}, {QStringLiteral("stores"), stores},
             {QStringLiteral("faults"), faults}})
        json.insert(key, value);
    return json;
}

static int tell(const Command &command, const ServerReport &report, QJsonObject json)
{
    if (command.json()) {
        command.print(json);
        return report.sound() ? ExitDone : ExitFaults;
    }
    for (const auto &fault : report.faults)
        command.say(QStringLiteral("%1 %2 %3%4: %5")
                        .arg(fault.store)
                        .arg(fault.table)
                        .arg(fault.place)
                        .arg(fault.who.isEmpty() ? QString() : u' ' + fault.who, whatOf(fault.what)));
    for (const auto &store : report.stores)
        command.say(
            Words::tr("Store %1: %2 ops, head %3").arg(store.store).arg(store.ops).arg(QLatin1String(store.head)));
    if (report.sound())
        command.say(Words::tr("All is well."));
    return report.sound() ? ExitDone : ExitFaults;
}

static int backUp(const Command &command, const Pg::Options &options)
{
    const QString stamp =
        QDateTime::fromMSecsSinceEpoch(command.now(), Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const auto backup = backUpServer(options, command.words().value(2), stamp);
    if (!backup)
        return failed(backup.error());
    if (command.json())
        command.print({{QStringLiteral("dump"), backup->dump}, {QStringLiteral("logins"), backup->logins},
            {QStringLiteral("bytes"), backup->bytes}, {QStringLiteral("passwords"), backup->passwords}});
    else
        command.say(
            Words::tr("Written: %1 and %2. Keep them where only you can read them.").arg(backup->dump, backup->logins));
    if (!backup->passwords)
        complain(Words::tr(
            "The logins are in it without their passwords, which PostgreSQL does not show this administrator. "
            "After a restore everybody needs a new one; run the backup as a superuser to keep them."));
    return ExitDone;
}

static int drill(Command &command, const Pg::Options &options)
{
    if (command.isSet("base"))
        return drillServerArchive(command, options, [&command](const ServerReport &report, QJsonObject json) {
            return tell(command, report, jsonOf(report, std::move(json)));
        });
    const QTemporaryDir folder;
    QString dump = command.words().value(2);
    if (dump.isEmpty()) {
        const auto backup = backUpServer(options, folder.path(), QStringLiteral("drill"));
        if (!backup)
            return failed(backup.error());
        dump = backup->dump;
    }
    const auto done =
        drillRestore(options, dump, deskSetup(command.clock()), newId(command.now()), command.value("erasures"));
    if (!done)
        return failed(done.error());
    QJsonObject json = jsonOf(done->report);
    json.insert(QStringLiteral("rows"), done->rows);
    json.insert(QStringLiteral("filled"), done->filled);
    json.insert(QStringLiteral("newGeneration"), done->newGeneration);
    if (!command.json())
        command.say(Words::tr("The backup was restored beside the live database and read: rows %1. New desks of its "
                              "stores were filled from it: rows %2.")
                        .arg(done->rows)
                        .arg(done->filled));
    const int erased = tellErased(command, *done, json);
    const int status = tell(command, done->report, json);
    return status == ExitDone ? erased : status;
}

/// Desks that somebody should look after; they are no fault of the server's.
static QJsonArray tellMissing(const Command &command, const std::vector<DeskSeen> &desks)
{
    QJsonArray all;
    for (const DeskSeen &one : desks) {
        all.append(QJsonObject{{QStringLiteral("store"), one.store}, {QStringLiteral("name"), one.name},
            {QStringLiteral("login"), one.login}, {QStringLiteral("seen"), one.seen},
            {QStringLiteral("away"), one.away}, {QStringLiteral("unsettled"), one.unsettled}});
        const QString name = QStringLiteral("%1 (%2)").arg(one.name, one.login);
        if (one.unsettled)
            complain(
                Words::tr("Store %1: %2 sends messages and has not been here since the server was set back. Switch "
                          "it on before sending is released.")
                    .arg(one.store)
                    .arg(name));
        else
            complain(Words::tr("Store %1: %2 was last here %3 days ago and is filled again when it comes.")
                         .arg(one.store)
                         .arg(name)
                         .arg((command.now() - one.seen) / kDay));
    }
    return all;
}

/// The history, who runs the automation now, and which desks are missed.
static int check(const Command &command, Pg &pg)
{
    const auto report = checkServer(pg);
    const auto unhosted = unhostedStores(pg);
    const auto missing = missingDesks(pg);
    if (!report || !unhosted || !missing)
        return failed(!report ? report.error() : !unhosted ? unhosted.error() : missing.error());
    QJsonObject json = jsonOf(*report);
    QJsonArray stores;
    for (const UnhostedStore &one : *unhosted) {
        stores.append(
            QJsonObject{{QStringLiteral("store"), one.store}, {QStringLiteral("seconds"), one.lasts / kSecond}});
        complain(Words::tr("Store %1: nobody has run the automatic work for %2 minutes, so late leads are not passed "
                           "on. Start updeskctl agent, or give a login the right with --host (docs/agent.md).")
                     .arg(one.store)
                     .arg(one.lasts / kMinute));
    }
    json.insert(QStringLiteral("unhosted"), stores);
    json.insert(QStringLiteral("desks"), tellMissing(command, *missing));
    return tell(command, *report, json);
}

static int onConnection(const Command &command, const QString &what, const Pg::Options &options)
{
    auto pg = Pg::open(options);
    if (!pg)
        return failed(pg.error());
    if (what == QLatin1String("add-user"))
        return addUser(command, **pg);
    if (what == QLatin1String("revoke"))
        return revoke(command, **pg);
    if (what == QLatin1String("reset-factor"))
        return reset(command, **pg);
    return check(command, **pg);
}

static void describe(Command &command)
{
    command.positional(
        "WHAT", Words::tr("init, upgrade, add-user, revoke, reset-factor, check, backup, erasures or restore-drill."));
    command.option("replay", Words::tr("erasures: after a restore, erases once more whom the file names."));
    command.positional("URL", Words::tr("The database, such as postgresql://db.example.com/updesk."));
    command.option("as", Words::tr("The administrator's login at the server."), "LOGIN");
    command.option("password-file", Words::tr("A file whose first line is the administrator's password."), "FILE");
    command.option("ca", Words::tr("The certificate of the authority that vouches for the server."), "FILE");
    command.option("login",
        Words::tr(
            "add-user, revoke, reset-factor: the person's login; add-user also takes the store's number as --store N."),
        "NAME");
    command.option("role", Words::tr("add-user: sales, bdc, advisor, manager, principal, admin or auto."), "ROLE");
    command.option("person", Words::tr("add-user: who it is, when the store knows the person already."), "ID");
    command.option("name", Words::tr("add-user: the name of somebody new."), "NAME");
    command.option("new-password-file", Words::tr("add-user: a file with the person's password."), "FILE");
    command.option("host", Words::tr("add-user: may run the automation of its stores; stays until --no-host."));
    command.option(
        "base", Words::tr("backup, restore-drill: of the whole server's files, with the archive of its log."));
    command.option("archive", Words::tr("The folder that the server archives its log in."), "FOLDER");
    command.option("keep-days", Words::tr("backup --base: so many days can be restored; 35 unless given."), "DAYS");
    command.option("erasures",
        Words::tr("restore-drill: the list of erasures, which is replayed; then nothing of them must be there."),
        "FILE");
    command.option("until", Words::tr("restore-drill --base: the moment that is restored."), "MOMENT");
    command.option("no-host", Words::tr("add-user: may no longer run the automation of its stores."));
}

/// What does not fit of the words about base backups; empty: nothing.
static QString wrongArchive(const Command &command, const QString &what)
{
    const bool drills = what == QLatin1String("restore-drill");
    const bool base = command.isSet("base");
    if (!drills && command.isSet("erasures"))
        return Words::tr("--erasures goes with restore-drill.");
    if (base && !drills && what != QLatin1String("backup"))
        return Words::tr("--base goes with backup and restore-drill.");
    if (!base && (command.isSet("archive") || command.isSet("until") || command.isSet("keep-days")))
        return Words::tr("--archive, --until and --keep-days go with --base.");
    if (base && drills && (!command.isSet("archive") || command.words().size() < 3))
        return Words::tr("restore-drill --base takes the folder of the base backups and --archive.");
    return {};
}

/// What does not fit together; empty: all does.
static QString wrongWords(const Command &command, const QString &what)
{
    for (const char *name : {"store", "now", "speed", "user"}) {
        const bool number = what == QLatin1String("add-user") && qstrcmp(name, "store") == 0;
        if (command.isSet(name) && !number)
            return Words::tr("--%1 does not go with server.").arg(QLatin1String(name));
    }
    const bool needsPath = what == QLatin1String("backup") || what == QLatin1String("erasures");
    const bool takesPath = needsPath || what == QLatin1String("restore-drill");
    const qsizetype count = command.words().size();
    if ((count == 3 && !takesPath) || (count == 2 && needsPath))
        return count == 3 ? Words::tr("There is too much.") : Words::tr("Something is missing.");
    if (command.isSet("host") && command.isSet("no-host"))
        return Words::tr("--host and --no-host do not go together.");
    return wrongArchive(command, what);
}

int serverCommand(const QStringList &arguments)
{
    // The one that works on this desk's file and with a person's login.
    // The other one asks no server.
    using Run = int (*)(const QStringList &);
    for (const auto &[word, run] : {std::pair<QString, Run>(QStringLiteral("adopt"), adoptCommand),
             std::pair<QString, Run>(QStringLiteral("invite"), inviteCommand)}) {
        QStringList rest = arguments;
        if (rest.removeOne(word))
            return run(rest);
    }
    Command command("server", arguments);
    describe(command);
    if (!command.read(2, 3))
        return command.status();
    const QString what = command.words().first();
    if (const QString wrong = wrongWords(command, what); !wrong.isEmpty())
        return command.usage(wrong);
    const auto options = administrator(command);
    if (!options)
        return ExitFailed;
    if (what == QLatin1String("init") || what == QLatin1String("upgrade"))
        return install(command, *options, what == QLatin1String("init"));
    if (what == QLatin1String("backup"))
        return command.isSet("base") ? backUpServerBase(command, *options) : backUp(command, *options);
    if (what == QLatin1String("restore-drill"))
        return drill(command, *options);
    if (what == QLatin1String("erasures"))
        return serverErasures(command, *options);
    static const QStringList onOne{
        QStringLiteral("add-user"), QStringLiteral("revoke"), QStringLiteral("reset-factor"), QStringLiteral("check")};
    if (onOne.contains(what))
        return onConnection(command, what, *options);
    return command.usage(
        Words::tr("It knows init, upgrade, adopt, invite, add-user, revoke, reset-factor, check, backup, erasures and "
                  "restore-drill."));
}

} // namespace updesk
