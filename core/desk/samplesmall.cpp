// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/samplesmall.h"

#include "core/desk/deed.h"
#include "core/desk/samplestories.h"
#include "core/desk/setup.h"
#include "core/leads/leadnowstore.h"

#include <QJsonDocument>

namespace updesk
{
namespace
{

constexpr Time kBefore = 24 * kDay;
constexpr Time kLiveBefore = 110 * kMinute;
constexpr Time kLiveAfter = 45 * kMinute;

QString clockText(int minutes)
{
    return QStringLiteral("%1:%2")
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

/// Makes a span of the day's hours reach over [from, to) minutes.
void widen(QJsonObject &week, int weekday, int from, int to)
{
    static constexpr const char *kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const QLatin1String day(kDays[weekday - 1]);
    if (!week.value(day).toArray().isEmpty()) {
        const QJsonArray span = week.value(day).toArray().first().toArray();
        const auto minutes = [&span](int i) {
            const QStringList parts = span.at(i).toString().split(u':');
            return parts[0].toInt() * 60 + parts[1].toInt();
        };
        from = std::min(from, minutes(0));
        to = std::max(to, minutes(1));
    }
    week.insert(day, QJsonArray{QJsonArray{clockText(from), clockText(to)}});
}

// Somebody tries UpDesk at night or on a Sunday: the clocks must run then too, so the invented store is open.
Result<void> openNow(SetupConfig &config, Time now)
{
    Dealership &d = config.dealership;
    const auto hours = Hours::fromText(d.timeZone, d.answerHours, d.holidays);
    if (!hours)
        return hours.error();
    if (hours->openBetween(now - kLiveBefore, now + kLiveAfter) == kLiveBefore + kLiveAfter)
        return {};
    QJsonObject week = QJsonDocument::fromJson(d.answerHours.toUtf8()).object();
    const LocalMoment here = hours->local(now);
    const int from = here.minute - int(kLiveBefore / kMinute);
    const int to = here.minute + int(kLiveAfter / kMinute) + 1;
    widen(week, here.weekday, std::max(0, from), to);
    if (from < 0)
        widen(week, here.weekday == 1 ? 7 : here.weekday - 1, 24 * 60 + from, 24 * 60);
    d.answerHours = QString::fromUtf8(QJsonDocument(week).toJson(QJsonDocument::Compact));
    d.holidays = QStringLiteral("[]");
    config.shifts.clear();
    return {};
}

Result<void> putStock(Session &session, const std::vector<Unit> &stock)
{
    const auto deed = doDeed(session, "stock", {}, [&](Transaction &tx) -> Result<void> {
        for (Unit unit : stock) {
            unit.id = {tx.freshId()};
            if (auto done = apply(tx, put(kUnit, unit)); !done)
                return done;
        }
        return {};
    });
    return deed ? Result<void>{} : deed.error();
}

Result<SampleMade> counted(Session &session, int leads)
{
    const auto rules = session.rules();
    if (!rules)
        return rules.error();
    SampleMade made{leads, 0, int((*rules)->people.size())};
    const auto rows = loadAll(session.database(), kLead);
    if (!rows)
        return rows.error();
    made.open = int(std::ranges::count(*rows, Closed::Open, &Lead::closed));
    made.leads = int(rows->size());
    return made;
}

} // namespace

Result<SampleMade> fillSmallSample(const QString &path, const SampleOrder &order)
{
    SteppedClock clock(order.now - kBefore);
    auto session = Session::open(path, clock, Database::Open::OrCreate);
    if (!session)
        return session.error();
    auto config = setupConfig(exampleSetup(), clock.now());
    if (!config)
        return config.error();
    config->dealership.sample = true;
    if (auto open = openNow(*config, order.now); !open)
        return open.error();
    if (auto relaxed = (*session)->database().relax(); !relaxed)
        return relaxed.error();
    if (auto made = setUpStore(**session, *config); !made)
        return made.error();
    SampleStories stories(**session, clock, order.seed, order.now);
    if (auto stock = putStock(**session, stories.stock()); !stock)
        return stock.error();
    stories.plan();
    if (auto played = stories.play(); !played)
        return played.error();
    if (auto grouped = regroup((*session)->database(), order.now); !grouped)
        return grouped.error();
    if (auto settled = (*session)->database().settle(); !settled)
        return settled.error();
    return counted(**session, stories.leads());
}

} // namespace updesk
