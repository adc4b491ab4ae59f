// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadwords.h"
#include "app/table.h"
#include "core/leads/fairnessrows.h"

#include <QJsonArray>

namespace updesk
{

static constexpr int kUsualDays = 30;

static QString ruleText(const FairnessRow &row)
{
    QStringList parts;
    for (const auto &[rule, count] : row.rules)
        parts << QStringLiteral("%1 %2")
                     .arg(rule.isEmpty() ? Words::tr("knew the customer or was named") : rule)
                     .arg(count);
    return parts.join(QStringLiteral(", "));
}

static QJsonObject jsonOf(const FairnessRow &row, const LeadWords &words)
{
    QJsonObject tiers, rules;
    for (size_t i = 0; i < row.tiers.size(); ++i)
        tiers.insert(LeadWords::tier(Tier(i)).toLower(), row.tiers[i]);
    for (const auto &[rule, count] : row.rules)
        rules.insert(rule, count);
    return {{QStringLiteral("person"), words.person(row.person)}, {QStringLiteral("got"), row.got},
        {QStringLiteral("tiers"), tiers}, {QStringLiteral("by_rule"), row.byRule},
        {QStringLiteral("by_hand"), row.byHand}, {QStringLiteral("taken"), row.taken},
        {QStringLiteral("taken_back"), row.takenBack}, {QStringLiteral("moved_away"), row.movedAway},
        {QStringLiteral("rules"), rules}};
}

static void printTable(const Command &command, const std::vector<FairnessRow> &rows, const LeadWords &words)
{
    const TextTable table({Words::tr("PERSON"), Words::tr("LEADS"), Words::tr("HOT"), Words::tr("HIGH"),
                              Words::tr("MEDIUM"), Words::tr("LOW"), Words::tr("BY RULE"), Words::tr("BY HAND"),
                              Words::tr("TOOK"), Words::tr("TAKEN BACK"), Words::tr("MOVED"), Words::tr("RULES")},
        {22, 6, 6, 6, 6, 6, 7, 7, 6, 10, 6, 60});
    command.say(table.head());
    for (const FairnessRow &row : rows) {
        const auto tier = [&row](Tier t) { return QString::number(row.tiers[size_t(t)]); };
        command.say(table.line(
            {words.person(row.person), QString::number(row.got), tier(Tier::Hot), tier(Tier::High), tier(Tier::Medium),
                tier(Tier::Low), QString::number(row.byRule), QString::number(row.byHand), QString::number(row.taken),
                QString::number(row.takenBack), QString::number(row.movedAway), ruleText(row)}));
    }
    if (rows.empty())
        command.say(Words::tr("Nobody got a lead in this time."));
}

int fairnessCommand(const QStringList &arguments)
{
    Command command("fairness", arguments);
    command.option("since", Words::tr("From this day on; 30 days back."), "DATE");
    if (!command.read(0, 0) || !command.openStore())
        return command.status();
    const auto rules = command.session().rules();
    if (!rules)
        return command.fail(rules.error());
    const Time now = command.session().now();
    Time since = (*rules)->hours.startOfDay(now - kUsualDays * kDay);
    if (command.isSet("since")) {
        const QDate day = QDate::fromString(command.value("since"), Qt::ISODate);
        if (!day.isValid())
            return command.usage(Words::tr("--since takes a day such as 2026-03-01."));
        since = day.startOfDay(command.zone()).toMSecsSinceEpoch();
    }
    const auto rows = fairness(command.session().database(), (*rules)->model, since, now + 1);
    if (!rows)
        return command.fail(rows.error());
    const LeadWords words(*rules, now);
    if (!command.json()) {
        printTable(command, *rows, words);
        return ExitDone;
    }
    QJsonArray list;
    for (const FairnessRow &row : *rows)
        list.append(jsonOf(row, words));
    command.print({{QStringLiteral("since"), words.timeCode(since)}, {QStringLiteral("until"), words.timeCode(now)},
        {QStringLiteral("people"), list}});
    return ExitDone;
}

} // namespace updesk
