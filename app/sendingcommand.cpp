// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadcodes.h"
#include "core/channels/sendhold.h"
#include "core/desk/sendrelease.h"
#include "core/sync/standing.h"

#include <QJsonArray>

namespace updesk
{

/// The computers that hold it up, as a list for people; empty: none is known.
static Result<QString> missing(Database &database)
{
    const auto hold = sendHold(database);
    const auto stands = standing(database);
    if (!hold || !stands)
        return !hold ? hold.error() : stands.error();
    return *hold && !(*hold)->isOfFile() ? stands->unsettled.join(QStringLiteral(", ")) : QString();
}

static int release(Command &command)
{
    if (command.session().person().isNull())
        return command.nobodyChosen();
    const auto without = missing(command.session().database());
    if (!without)
        return command.fail(without.error());
    if (!without->isEmpty() && !command.isSet("without-them"))
        return command.refuse(
            Words::tr("Not back yet since the server was set back: %1. What these computers had sent before may go to "
                      "customers a second time. Switch them on first, or give --without-them. Nothing was changed.")
                .arg(*without));
    const auto deed = releaseSending(command.session());
    if (!deed && deed.error().code == Error::Code::Denied)
        return command.refuse(Words::tr("Only a manager may release sending. Nothing was changed."));
    if (!deed)
        return command.fail(deed.error());
    if (deed->isNull())
        return command.refuse(Words::tr("Sending is not on hold. Nothing was changed."));
    return ExitDone;
}

static QStringList namesOf(const Rulebook &rules, const std::vector<PersonId> &people)
{
    QStringList names;
    for (const PersonId &id : people) {
        if (const Person *person = rules.person(id))
            names << person->name;
    }
    return names;
}

static QString stateOf(const std::optional<SendHold> &hold, const QString &names, const QString &without)
{
    if (!hold)
        return Words::tr("Messages leave as they are due.");
    if (!without.isEmpty())
        return Words::tr("Sending is on hold: the server was set back to an older copy. Not back yet: %1. Switch these "
                         "computers on first; then %2 can release it.")
            .arg(without, names);
    return hold->isOfFile()
        ? Words::tr("Sending is on hold: the file was set back to an older copy. %1 can release it.").arg(names)
        : Words::tr("Sending is on hold: the server was set back to an older copy. Switch on every computer that sends "
                    "first; then %1 can release it.")
              .arg(names);
}

static int show(Command &command)
{
    Database &database = command.session().database();
    const auto rules = command.session().rules();
    const auto hold = sendHold(database);
    const auto last = sendRelease(database);
    const auto without = missing(database);
    if (!rules || !hold || !last || !without)
        return command.fail(!rules ? rules.error() : !hold ? hold.error() : !last ? last.error() : without.error());
    const QStringList may = namesOf(**rules, mayRelease(**rules));
    if (!command.json()) {
        command.say(stateOf(*hold, may.join(QStringLiteral(", ")), *without));
        return ExitDone;
    }
    const bool held = hold->has_value();
    QJsonObject said{{QStringLiteral("held"), held}, {QStringLiteral("may_release"), QJsonArray::fromStringList(may)}};
    const QStringList names = without->split(QStringLiteral(", "), Qt::SkipEmptyParts);
    said.insert(QStringLiteral("missing"), QJsonArray::fromStringList(names));
    said.insert(
        QStringLiteral("of"), held ? QJsonValue(QLatin1String((*hold)->isOfFile() ? "file" : "server")) : QJsonValue());
    said.insert(QStringLiteral("since"), held ? QJsonValue(utcCode((*hold)->since)) : QJsonValue());
    said.insert(QStringLiteral("released_at"), *last ? QJsonValue(utcCode((*last)->at)) : QJsonValue());
    said.insert(
        QStringLiteral("released_by"), *last ? QJsonValue(namesOf(**rules, {(*last)->by}).value(0)) : QJsonValue());
    command.print(said);
    return ExitDone;
}

int sendingCommand(const QStringList &arguments)
{
    Command command("sending", arguments);
    command.option("release", Words::tr("Lets messages leave again after the server or the file was set back."));
    command.option("without-them", Words::tr("With --release: though some computers that send are not back yet."));
    if (!command.read(0, 0) || !command.openStore() || !command.actAsChosen())
        return command.status();
    const int status = command.isSet("release") ? release(command) : ExitDone;
    return status == ExitDone ? show(command) : status;
}

} // namespace updesk
