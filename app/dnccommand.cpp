// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/serverwords.h"
#include "app/synctalk.h"
#include "core/desk/dnc.h"
#include "core/sequences/legalstore.h"
#include "core/sync/dncserver.h"
#include "core/sync/join.h"
#include "core/sync/peopleremote.h"

#include <QFile>
#include <QJsonArray>

namespace updesk
{

/// Whose login the list goes to the server by: that of --password-file, else one that is kept here.
static std::optional<Login> loginOf(Command &command, const ServerPlace &place)
{
    if (command.isSet("password-file")) {
        const auto password = passwordFrom(command);
        return password ? std::optional(Login{place.person, place.login, *password}) : std::nullopt;
    }
    SystemSecrets secrets;
    const auto kept = keptLogins({command.session().database(), secrets, command.clock()});
    if (!kept) {
        command.fail(kept.error());
        return std::nullopt;
    }
    const auto own = std::ranges::find(*kept, command.session().person(), &Login::person);
    if (own != kept->end() || !kept->empty())
        return own != kept->end() ? *own : kept->front();
    command.usage(Words::tr("No password is kept on this PC: give --password-file, or join with --remember."));
    return std::nullopt;
}

/// The server's list for a store that has one, else this desk's; nullptr: it said why.
static std::unique_ptr<DncTarget> targetOf(Command &command, int &status)
{
    const auto joined = command.session().database().state("joined");
    if (joined && *joined == 0)
        return deskListTarget(command.session());
    const auto place = joined ? serverPlace(command.session().database()) : Result<ServerPlace>(joined.error());
    if (!place) {
        status = command.fail(place.error());
        return nullptr;
    }
    const auto login = loginOf(command, *place);
    if (!login) {
        status = ExitUsage;
        return nullptr;
    }
    auto pg = openAs(*place, *login);
    if (!pg) {
        status = talkFailed(pg.error());
        return nullptr;
    }
    return serverListTarget(std::move(*pg), place->store);
}

static int importFailed(Command &command, const Error &error)
{
    if (error.code == Error::Code::Denied && error.subject == QLatin1String("role"))
        return command.refuse(Words::tr("Only a manager may put in a do-not-call list. Nothing was changed."));
    if (error.code == Error::Code::Invalid && error.subject == QLatin1String("dated"))
        return command.refuse(Words::tr("--dated is a day that has not come yet. Nothing was changed."));
    if (error.code == Error::Code::Invalid && error.subject == QLatin1String("list"))
        return command.refuse(Words::tr("No line of the file is a phone number. The list that was there holds."));
    if (error.subject == QLatin1String("list_date"))
        return giveUp(ExitFailed, codeOf(error),
            Words::tr(
                "The new list is at the server, but its date could not be kept in %1. Give the same command again.")
                .arg(command.storePath()));
    return error.code == Error::Code::Offline || error.code == Error::Code::Denied ? talkFailed(error)
                                                                                   : command.fail(error);
}

static void tell(const Command &command, const DncImported &done)
{
    if (command.json()) {
        QJsonArray bad;
        for (const DncBadLine &line : done.badLines)
            bad.append(QJsonObject{
                {QStringLiteral("line"), double(line.line)}, {QStringLiteral("text"), QString::fromUtf8(line.text)}});
        command.print({{QStringLiteral("lines"), double(done.lines)}, {QStringLiteral("numbers"), double(done.numbers)},
            {QStringLiteral("bad_lines"), double(done.bad)}, {QStringLiteral("bad"), bad},
            {QStringLiteral("marked"), done.marked}, {QStringLiteral("unmarked"), done.unmarked}});
        return;
    }
    for (const DncBadLine &line : done.badLines)
        complain(Words::tr("Line %1 is no phone number: %2").arg(line.line).arg(QString::fromUtf8(line.text)));
    if (done.bad > qint64(done.badLines.size()))
        complain(Words::tr("%1 more lines are none.").arg(done.bad - qint64(done.badLines.size())));
    command.say(Words::tr("%1 lines read, %2 numbers on the list, %3 lines are no number.")
                    .arg(done.lines)
                    .arg(done.numbers)
                    .arg(done.bad));
    command.say(Words::tr("%1 phones of customers are on it now, %2 no longer.").arg(done.marked).arg(done.unmarked));
}

static int importList(Command &command)
{
    const QDate dated = QDate::fromString(command.value("dated"), Qt::ISODate);
    if (!dated.isValid())
        return command.usage(Words::tr("--dated takes the day of the list, as in 2026-03-01."));
    const QString path = command.words().value(1);
    QFile file(path);
    if (path.isEmpty())
        return command.usage(Words::tr("Name the file with the list."));
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    if (!file.open(QIODevice::ReadOnly))
        return command.fail({Error::Code::NotFound, path, {}});
    int status = ExitDone;
    const auto target = targetOf(command, status);
    if (!target)
        return status;
    const auto done = importDnc(command.session(), file, dated, *target);
    if (!done)
        return importFailed(command, done.error());
    tell(command, *done);
    return ExitDone;
}

/// After new customers came, or at another desk that did the import: the marks are brought in line with the list.
static int markAgain(Command &command)
{
    int status = ExitDone;
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    const auto target = targetOf(command, status);
    if (!target)
        return status;
    const auto changed = markListed(command.session(), *target);
    if (!changed)
        return importFailed(command, changed.error());
    if (command.json())
        command.print({{QStringLiteral("marked"), changed->first}, {QStringLiteral("unmarked"), changed->second}});
    else
        command.say(Words::tr("%1 phones of customers are on the list now, %2 no longer.")
                        .arg(changed->first)
                        .arg(changed->second));
    return ExitDone;
}

static int listStatus(Command &command)
{
    if (!command.openStore())
        return command.status();
    const auto list = dncStatus(command.session().database());
    const auto rules = legalRules(command.session().database());
    if (!list || !rules)
        return command.fail(!list ? list.error() : rules.error());
    const QDate today = QDateTime::fromMSecsSinceEpoch(command.now(), command.zone()).date();
    const ListAge age = listAge(*list, today, (*rules)->us);
    const bool known = age.is != ListAge::Is::Missing && age.is != ListAge::Is::Early;
    if (command.json()) {
        command.print({{QStringLiteral("dated"), list->dated.toString(Qt::ISODate)},
            {QStringLiteral("numbers"), double(list->numbers)},
            {QStringLiteral("age_days"), known ? QJsonValue(age.days) : QJsonValue()},
            {QStringLiteral("last_day"), age.last.toString(Qt::ISODate)},
            {QStringLiteral("ends_soon"), age.is == ListAge::Is::EndsSoon}, {QStringLiteral("stale"), !age.counts()}});
        return ExitDone;
    }
    if (age.is == ListAge::Is::Missing) {
        command.say(Words::tr("There is no do-not-call list. Nobody may be called without having dealt with us."));
        return ExitDone;
    }
    if (age.is == ListAge::Is::Early) {
        command.say(Words::tr("The list of %1 with %2 numbers does not count yet: its date is still to come.")
                        .arg(list->dated.toString(Qt::ISODate))
                        .arg(list->numbers));
        return ExitDone;
    }
    command.say((age.counts() ? Words::tr("The list of %1 with %2 numbers is %3 days old.")
                              : Words::tr("The list of %1 with %2 numbers is %3 days old: too old, put in a new one."))
                    .arg(list->dated.toString(Qt::ISODate))
                    .arg(list->numbers)
                    .arg(age.days));
    if (age.counts())
        command.say((age.is == ListAge::Is::EndsSoon ? Words::tr("It counts until %1: put in a new one by then.")
                                                     : Words::tr("It counts until %1."))
                        .arg(age.last.toString(Qt::ISODate)));
    return ExitDone;
}

int dncCommand(const QStringList &arguments)
{
    Command command("dnc", arguments);
    command.positional("import FILE | mark | status", Words::tr("What to do with the national do-not-call list."));
    command.option("dated", Words::tr("With import: the day of the list."), "DATE");
    command.option("password-file", Words::tr("A file whose first line is the password."), "FILE");
    if (!command.read(1, 2))
        return command.status();
    const QString verb = command.words().value(0);
    if (verb == QLatin1String("import"))
        return importList(command);
    if (command.words().size() == 1 && verb == QLatin1String("mark"))
        return markAgain(command);
    if (command.words().size() == 1 && verb == QLatin1String("status"))
        return listStatus(command);
    return command.usage(Words::tr("Say import FILE --dated DATE, mark or status."));
}

} // namespace updesk
