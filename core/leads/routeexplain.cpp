// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/routeexplain.h"

#include "core/leads/dealing.h"

#include <algorithm>

namespace updesk
{

// Who could have had it and did not: what the rule goes by.
static RouteVerdict passedOver(const RouteRule &rule, const RoutePerson &person, RouteReason reason, Time now)
{
    if (reason == RouteReason::Pool)
        return RouteVerdict::Told;
    if (isFull(rule, person) && reason != RouteReason::OverFull)
        return RouteVerdict::Full;
    if (isBusy(person, now) && reason != RouteReason::NextUpBusy)
        return RouteVerdict::Busy;
    switch (rule.mode) {
    case RouteRule::Mode::LeastBusy:
        return RouteVerdict::MoreDue;
    case RouteRule::Mode::Weighted:
    case RouteRule::Mode::ClosingRate:
        return RouteVerdict::ShareMet;
    case RouteRule::Mode::RoundRobin:
    case RouteRule::Mode::Capped:
    case RouteRule::Mode::Pool:
        break;
    }
    return RouteVerdict::Turn;
}

static RouteVerdict verdictOf(
    const Routed &routed, const RouteRule *rule, const RoutePerson &person, std::span<const PersonId> exclude, Time now)
{
    if (!routed.person.isNull() && person.id == routed.person)
        return RouteVerdict::Chosen;
    if (!person.active)
        return RouteVerdict::Inactive;
    if (std::ranges::find(exclude, person.id) != exclude.end())
        return RouteVerdict::Excluded;
    if (!rule)
        return routed.person.isNull() ? RouteVerdict::NoRule : RouteVerdict::NotOwner;
    const bool outside = !isIn(*rule, person);
    const bool sells = person.role == Role::Sales || person.role == Role::Bdc;
    if (outside && (routed.reason != RouteReason::WholeRoom || !sells))
        return RouteVerdict::NotInRule;
    if (!isHere(person, now))
        return routed.reason == RouteReason::ComesOnNext && person.dutyFrom == routed.at ? RouteVerdict::Turn
                                                                                         : RouteVerdict::OffDuty;
    return outside ? RouteVerdict::Turn : passedOver(*rule, person, routed.reason, now);
}

std::vector<PersonVerdict> explained(const Routed &routed, std::span<const RouteRule> rules,
    std::span<const RoutePerson> people, std::span<const PersonId> exclude, Time now)
{
    const RouteRule *rule = routed.fired < 0 ? nullptr : ranked(rules)[size_t(routed.fired)];
    std::vector<PersonVerdict> verdicts;
    for (const RoutePerson &person : people)
        verdicts.push_back({person.id, verdictOf(routed, rule, person, exclude, now)});
    return verdicts;
}

} // namespace updesk
