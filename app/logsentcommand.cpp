// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/gatecodes.h"
#include "app/leadargument.h"
#include "app/leadwords.h"
#include "core/desk/calls.h"
#include "core/desk/gate.h"
#include "core/desk/leadfind.h"
#include "ui/parts/gatewords.h"

namespace updesk
{

int logSentCommand(const QStringList &arguments)
{
    Command command("log-sent", arguments);
    command.positional("LEAD", Words::tr("Which lead."));
    command.option("by", Words::tr("What was sent: email or text."), "WAY");
    command.option("told", Words::tr("When it was sent; now."), "TIME");
    if (!command.read(1, -1))
        return command.status();
    const bool email = command.value("by") == QLatin1String("email");
    if (!email && command.value("by") != QLatin1String("text"))
        return command.usage(Words::tr("--by is email or text."));
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    const auto told = command.isSet("told") ? command.moment("told") : std::optional(Time(0));
    if (!told)
        return ExitUsage;
    int status = ExitDone;
    const auto lead = leadMeant(command, command.words().join(u' '), status);
    if (!lead)
        return status;
    const Channel way = email ? Channel::Email : Channel::Text;
    if (auto may = mayContact(command.session(), *lead, way); !may && may.error().code != Error::Code::Denied)
        return command.fail(may.error());
    else if (!may)
        return command.refuse(Words::tr("The customer asked not to be written to that way. Nothing was changed."));
    GateAsk ask;
    ask.channel = way;
    ask.at = *told;
    const auto passed = askGate(command.session(), *lead, ask);
    const auto logged = logSent(command.session(), *lead, way, *told);
    if (const auto kept = logged && passed ? keepVerdict(command.session(), *lead, ask, *passed) : Result<void>();
        !kept)
        return command.fail(kept.error());
    const auto rules = command.session().rules();
    if (!logged && logged.error().subject == QLatin1String("told"))
        return command.refuse(*told > command.now()
                ? Words::tr("The message is told of for a time still to come. Nothing was changed.")
                : Words::tr("The message is told of for a time before the lead came. Nothing was changed."));
    if (!logged || !rules)
        return command.fail(!logged ? logged.error() : rules.error());
    const LeadWords words(*rules, command.session().now());
    if (passed && !passed->allows()) {
        for (const QString &why : GateWords::reasons(*passed))
            complain(why);
    }
    if (command.json()) {
        command.print({{QStringLiteral("gate"), passed ? QJsonValue(verdictJson(*passed)) : QJsonValue()},
            {QStringLiteral("deed"), QString::fromLatin1(logged->deed.value.hex())},
            {QStringLiteral("next_due"), words.timeCode(logged->nextDue)},
            {QStringLiteral("last_attempt"), logged->lastAttempt}});
        return ExitDone;
    }
    command.say(email ? Words::tr("Logged as told: e-mail sent.") : Words::tr("Logged as told: text sent."));
    command.say(logged->nextDue > 0 ? Words::tr("Next: %1.").arg(words.time(logged->nextDue))
                                    : Words::tr("Nothing further is planned."));
    return ExitDone;
}

} // namespace updesk
