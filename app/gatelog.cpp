// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gatecodes.h"
#include "app/gatelog.h"
#include "app/leadargument.h"
#include "app/leadcodes.h"
#include "app/leadwords.h"
#include "app/table.h"
#include "core/desk/gaterows.h"

#include <QJsonArray>

namespace updesk
{

static constexpr int kMost = 100'000;

static QString wayCode(int channel)
{
    const auto way = Channel(channel);
    return way == Channel::Phone ? QStringLiteral("call")
        : way == Channel::Text   ? QStringLiteral("text")
                                 : QStringLiteral("email");
}

static const char *saysCode(int verdict)
{
    static constexpr const char *kSays[] = {"allow", "move", "block"};
    return kSays[size_t(std::clamp(verdict, 0, 2))];
}

static QJsonObject rowJson(const GateLog &row, const LeadWords &words)
{
    QJsonObject one{{QStringLiteral("at"), utcCode(row.at)},
        {QStringLiteral("lead"), QString::fromLatin1(row.lead.value.hex())},
        {QStringLiteral("channel"), wayCode(row.channel)},
        {QStringLiteral("purpose"), QLatin1String(purposeCode(Purpose(row.purpose)))},
        {QStringLiteral("automatic"), SentBy(row.sentBy) == SentBy::Automatic},
        {QStringLiteral("says"), QLatin1String(saysCode(row.verdict))},
        {QStringLiteral("rules"), QJsonArray::fromStringList(row.rules.split(u' ', Qt::SkipEmptyParts))},
        {QStringLiteral("by"), row.by.isNull() ? QJsonValue() : QJsonValue(words.person(row.by))},
        {QStringLiteral("reason"), row.reason},
        {QStringLiteral("rules_dated"), rulesDatedIn(row.params).toString(Qt::ISODate)}};
    const auto looked = lookUpIn(row.params);
    one.insert(QStringLiteral("list"),
        looked ? QJsonValue(QJsonObject{{QStringLiteral("number"), looked->number},
            {QStringLiteral("dated"), looked->dated.toString(Qt::ISODate)}, {QStringLiteral("listed"), looked->listed}})
               : QJsonValue());
    return one;
}

static QString lookedUp(const GateLog &row)
{
    const auto looked = lookUpIn(row.params);
    if (!looked)
        return {};
    const QString dated = looked->dated.isValid() ? looked->dated.toString(Qt::ISODate) : Words::tr("no list");
    return looked->listed ? Words::tr("%1 on the list of %2").arg(looked->number, dated)
                          : Words::tr("%1 not on the list of %2").arg(looked->number, dated);
}

static void print(const Command &command, const std::vector<GateLog> &rows, const LeadWords &words)
{
    if (command.json()) {
        QJsonArray list;
        for (const GateLog &row : rows)
            list.append(rowJson(row, words));
        command.print({{QStringLiteral("gate_log"), list}});
        return;
    }
    const TextTable table({Words::tr("WHEN"), Words::tr("LEAD"), Words::tr("WAY"), Words::tr("FOR"), Words::tr("SAID"),
                              Words::tr("RULES"), Words::tr("WHO"), Words::tr("LOOKED UP")},
        {18, 10, 6, 14, 6, 16, 12, 60});
    command.say(table.head());
    for (const GateLog &row : rows)
        command.say(table.line({words.time(row.at), shortId(row.lead), wayCode(row.channel),
            QLatin1String(purposeCode(Purpose(row.purpose))), QLatin1String(saysCode(row.verdict)), row.rules,
            row.by.isNull() ? Words::tr("program") : words.person(row.by), lookedUp(row)}));
}

int gateLogInstead(Command &command)
{
    if (!command.openStore())
        return command.status();
    const auto since = command.isSet("since") ? command.moment("since") : std::optional(Time(0));
    if (!since)
        return ExitUsage;
    Database &database = command.session().database();
    Result<std::vector<GateLog>> rows = std::vector<GateLog>();
    if (command.words().isEmpty()) {
        rows = gateLogSince(database, *since, kMost);
    } else {
        int status = ExitDone;
        const auto lead = leadMeant(command, command.words().join(u' '), status);
        if (!lead)
            return status;
        rows = gateLogOfLead(database, *lead, kMost);
    }
    const auto rules = command.session().rules();
    if (!rows || !rules)
        return command.fail(!rows ? rows.error() : rules.error());
    std::erase_if(*rows, [&since](const GateLog &row) { return row.at < *since; });
    print(command, *rows, LeadWords(*rules, command.now()));
    return ExitDone;
}

} // namespace updesk
