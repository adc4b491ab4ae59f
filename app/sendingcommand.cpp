// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadcodes.h"
#include "core/channels/sendhold.h"
#include "core/desk/sendrelease.h"

#include <QJsonArray>

namespace updesk
{

static int release(Command &command)
{
    if (command.session().person().isNull())
        return command.nobodyChosen();
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

static QString stateOf(const std::optional<SendHold> &hold, const QString &names)
{
    if (!hold)
        return Words::tr("Messages leave as they are due.");
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
    if (!rules || !hold || !last)
        return command.fail(!rules ? rules.error() : !hold ? hold.error() : last.error());
    const QStringList may = namesOf(**rules, mayRelease(**rules));
    if (!command.json()) {
        command.say(stateOf(*hold, may.join(QStringLiteral(", "))));
        return ExitDone;
    }
    const bool held = hold->has_value();
    QJsonObject said{{QStringLiteral("held"), held}, {QStringLiteral("may_release"), QJsonArray::fromStringList(may)}};
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
    if (!command.read(0, 0) || !command.openStore() || !command.actAsChosen())
        return command.status();
    const int status = command.isSet("release") ? release(command) : ExitDone;
    return status == ExitDone ? show(command) : status;
}

} // namespace updesk
