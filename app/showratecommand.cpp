// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/showratecommand.h"

#include "app/leadcodes.h"
#include "app/table.h"
#include "core/appointments/showraterows.h"

#include <QJsonArray>

namespace updesk
{

static constexpr int kDaysBack = 90;
static constexpr const char *kCodes[] = {"same_day", "next_day", "two_days", "three_to_seven", "over_seven", "all"};

static QString bookedWord(int row)
{
    switch (row) {
    case int(Ahead::SameDay):
        return Words::tr("for the same day");
    case int(Ahead::NextDay):
        return Words::tr("for the next day");
    case int(Ahead::TwoDays):
        return Words::tr("2 days ahead");
    case int(Ahead::Week):
        return Words::tr("3 to 7 days ahead");
    case int(Ahead::Longer):
        return Words::tr("more than 7 days ahead");
    default:
        return Words::tr("all");
    }
}

static QJsonObject shareJson(int row, const ShowShare &share)
{
    const auto rate = share.rate();
    return {{QStringLiteral("booked"), QString::fromLatin1(kCodes[row])}, {QStringLiteral("came"), share.came},
        {QStringLiteral("missed"), share.missed}, {QStringLiteral("not_marked"), share.unsaid},
        {QStringLiteral("rate"), rate ? QJsonValue(*rate) : QJsonValue()}};
}

static void sayRate(const Command &command, const ShowRate &rate)
{
    if (rate.all.all() == 0)
        return command.say(Words::tr("No visit was due in that time."));
    const TextTable table(
        {Words::tr("BOOKED"), Words::tr("SHOW RATE"), Words::tr("CAME"), Words::tr("MISSED"), Words::tr("NOT MARKED")},
        {24, 9, 7, 7, 10});
    command.say(table.head());
    for (int row = 0; row <= kAheads; ++row) {
        const ShowShare &share = row == kAheads ? rate.all : rate.ahead[size_t(row)];
        const auto part = share.rate();
        command.say(
            table.line({bookedWord(row), part ? QStringLiteral("%1 %").arg(qRound(*part * 100)) : QStringLiteral("-"),
                QString::number(share.came), QString::number(share.missed), QString::number(share.unsaid)}));
    }
}

int showRateTold(Command &command)
{
    const auto rules = command.session().rules();
    if (!rules)
        return command.fail(rules.error());
    const LocalDays &days = (*rules)->hours.days();
    const Time now = command.now();
    const auto since =
        command.isSet("since") ? command.moment("since") : std::optional(days.startOf(days.dayOf(now) - kDaysBack));
    if (!since)
        return ExitUsage;
    const auto visits = pastVisits(command.session().database(), *since, now);
    if (!visits)
        return command.fail(visits.error());
    const ShowRate rate = showRate(*visits, days);
    if (!command.json()) {
        sayRate(command, rate);
        return ExitDone;
    }
    QJsonArray rows, behind;
    for (int row = 0; row <= kAheads; ++row)
        rows.append(shareJson(row, row == kAheads ? rate.all : rate.ahead[size_t(row)]));
    for (const PastVisit &visit : *visits)
        behind.append(QJsonObject{{QStringLiteral("id"), QString::fromLatin1(visit.id.value.hex())},
            {QStringLiteral("lead"), QString::fromLatin1(visit.lead.value.hex())},
            {QStringLiteral("at"), utcCode(visit.at)}, {QStringLiteral("set_at"), utcCode(visit.setAt)},
            {QStringLiteral("booked"), QString::fromLatin1(kCodes[int(aheadOf(visit.setAt, visit.at, days))])},
            {QStringLiteral("went"),
                visit.went == PastVisit::Went::Came         ? QStringLiteral("came")
                    : visit.went == PastVisit::Went::Missed ? QStringLiteral("missed")
                                                            : QStringLiteral("not_marked")}});
    command.print({{QStringLiteral("from"), utcCode(*since)}, {QStringLiteral("to"), utcCode(now)},
        {QStringLiteral("rows"), rows}, {QStringLiteral("visits"), behind}});
    return ExitDone;
}

} // namespace updesk
