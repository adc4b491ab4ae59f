// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadcodes.h"
#include "app/leadwords.h"
#include "app/table.h"
#include "core/desk/optoutrows.h"
#include "ui/parts/optoutwords.h"

#include <QJsonArray>

namespace updesk
{

static const char *cameCode(Channel came)
{
    return came == Channel::Text ? "text" : came == Channel::Email ? "email" : "said";
}

static void printJson(const Command &command, const std::vector<OptOutTime> &rows)
{
    QJsonArray ways, list;
    for (const OptOutSummary &one : optOutSummary(rows))
        ways.append(QJsonObject{{QStringLiteral("came_by"), QLatin1String(cameCode(one.came))},
            {QStringLiteral("count"), one.count}, {QStringLiteral("worst_seconds"), double(one.worst / kSecond)},
            {QStringLiteral("median_seconds"), double(one.median / kSecond)}});
    for (const OptOutTime &row : rows)
        list.append(QJsonObject{{QStringLiteral("lead"), QString::fromLatin1(row.lead.value.hex())},
            {QStringLiteral("name"), row.name}, {QStringLiteral("came_by"), QLatin1String(cameCode(row.came))},
            {QStringLiteral("received"), utcCode(row.received)}, {QStringLiteral("honoured"), utcCode(row.honoured)},
            {QStringLiteral("seconds"), double(row.took() / kSecond)}, {QStringLiteral("words"), row.words}});
    command.print({{QStringLiteral("ways"), ways}, {QStringLiteral("opt_outs"), list}});
}

int optOutsCommand(const QStringList &arguments)
{
    Command command("opt-outs", arguments);
    command.option("since", Words::tr("From when on; twelve months back."), "TIME");
    if (!command.read(0, 0))
        return command.status();
    if (!command.openStore())
        return command.status();
    const auto since = command.isSet("since") ? command.moment("since") : std::optional(optOutSince(command.now()));
    if (!since)
        return ExitUsage;
    const auto rows = optOutTimes(command.session().database(), *since);
    const auto rules = command.session().rules();
    if (!rows || !rules)
        return command.fail(!rows ? rows.error() : rules.error());
    if (command.json()) {
        printJson(command, *rows);
        return ExitDone;
    }
    if (rows->empty())
        command.say(Words::tr("Nobody refused in that time."));
    for (const OptOutSummary &one : optOutSummary(*rows))
        command.say(OptOutWords::summary(one));
    const LeadWords words(*rules, command.now());
    const TextTable table({Words::tr("TOOK"), Words::tr("CAME"), Words::tr("RECEIVED"), Words::tr("LEAD"),
                              Words::tr("NAME"), Words::tr("WORDS")},
        {12, 8, 18, 10, 24, 60});
    if (!rows->empty())
        command.say(table.head());
    for (const OptOutTime &row : *rows)
        command.say(table.line({OptOutWords::took(row.took()), OptOutWords::came(row.came), words.time(row.received),
            row.lead.isNull() ? QString() : shortId(row.lead), row.name, row.words.simplified()}));
    return ExitDone;
}

} // namespace updesk
