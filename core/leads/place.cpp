// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/place.h"

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

constexpr qint64 kAfterPromised = qint64(1) << 52;
constexpr qint64 kNoDue = qint64(1) << 53;

/// The earlier of two moments of which 0 is none.
Time earlier(Time a, Time b) { return a && b ? std::min(a, b) : a + b; }

/// Facts with the local midnights at which their tasks become due today.
struct Moments {
    const PlaceFacts &facts;
    Time nextDay; ///< 0 without nextDue
    Time confirmDay; ///< 0 without confirmDue
};

Place laterOrToday(const Moments &moments, Time now)
{
    const PlaceFacts &facts = moments.facts;
    const Time next = moments.nextDay && moments.nextDay <= now ? facts.nextDue : 0;
    if (next && facts.promised)
        return {4, next, 0};
    const Time confirm = moments.confirmDay && moments.confirmDay <= now ? facts.confirmDue : 0;
    const Time today =
        earlier(earlier(next, confirm), facts.clockDue); // a clock that is seen here waits for the opening
    if (today)
        return {4, kAfterPromised + 3 - facts.tier, today};
    const Time due = earlier(facts.nextDue, facts.confirmDue);
    return {5, due ? due : kNoDue, 0};
}

Place placeAt(const Moments &moments, Time now)
{
    const PlaceFacts &facts = moments.facts;
    const bool counts = facts.clockDue && facts.clockFrom <= now;
    if (counts && now - facts.clockDue <= kStillFirst)
        return {1, facts.clockDue - facts.headStart, 0};
    const bool ahead = facts.visitAt == 0 || now < facts.visitAt;
    if (facts.confirmDue && ahead && facts.confirmDue - now <= kConfirmAhead)
        return {2, facts.confirmDue, 0};
    if (counts)
        return {3, 3 - facts.tier, -facts.received};
    return laterOrToday(moments, now);
}

} // namespace

Place place(const PlaceFacts &facts, Time now, const Hours &hours)
{
    if (facts.closed)
        return {};
    if (facts.waitingSince)
        return {0, facts.waitingSince, 0};
    const Moments moments{facts, facts.nextDue ? hours.startOfDay(facts.nextDue) : 0,
        facts.confirmDue ? hours.startOfDay(facts.confirmDue) : 0};
    Place here = placeAt(moments, now);
    std::array<Time, 6> turns{facts.clockDue ? facts.clockFrom : 0,
        facts.clockDue ? facts.clockDue + kStillFirst + 1 : 0, facts.confirmDue ? facts.confirmDue - kConfirmAhead : 0,
        facts.confirmDue ? facts.visitAt : 0, moments.nextDay, moments.confirmDay};
    std::sort(turns.begin(), turns.end());
    const auto later =
        std::ranges::find_if(turns, [&](Time turn) { return turn > now && placeAt(moments, turn) != here; });
    const auto came = std::find_if(turns.rbegin(), turns.rend(),
        [&](Time turn) { return turn > 0 && turn <= now && placeAt(moments, turn - 1) != here; });
    const Time counts = facts.clockDue ? facts.clockFrom : 0;
    if (came != turns.rend() && *came != counts)
        here.since = *came;
    if (later != turns.end())
        here.nextChange = *later;
    return here;
}

} // namespace updesk
