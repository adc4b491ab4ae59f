// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/routing.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace updesk
{

namespace
{

using Candidates = std::vector<const RoutePerson *>;

/// The active people who may have the lead at all.
Candidates eligible(std::span<const RoutePerson> people, std::span<const PersonId> exclude)
{
    Candidates out;
    for (const RoutePerson &person : people) {
        if (person.active && std::ranges::find(exclude, person.id) == exclude.end())
            out.push_back(&person);
    }
    return out;
}

bool isIn(const RouteRule &rule, const RoutePerson &person)
{
    return rule.role == person.role || std::ranges::find(rule.persons, person.id) != rule.persons.end();
}

// Who is on duty was asked for the minute, not for each lead of it.
bool isHere(const RoutePerson &person, Time now) { return person.dutyFrom > 0 && person.dutyFrom <= now; }

/// The first in the turn of those who are on duty at `now`; null: nobody is.
const RoutePerson *nextUp(const RouteRule &rule, const Candidates &people, Time now)
{
    const auto turn = [](const RoutePerson *person) {
        return std::tuple(person->busy, person->lastAssigned, person->id);
    };
    const RoutePerson *best = nullptr;
    for (const RoutePerson *person : people) {
        if (isIn(rule, *person) && isHere(*person, now) && (!best || turn(person) < turn(best)))
            best = person;
    }
    return best;
}

const RoutePerson *nextToComeOn(const RouteRule &rule, const Candidates &people)
{
    const auto turn = [](const RoutePerson *person) {
        return std::tuple(person->dutyFrom, person->lastAssigned, person->id);
    };
    const RoutePerson *best = nullptr;
    for (const RoutePerson *person : people) {
        if (isIn(rule, *person) && person->dutyFrom && (!best || turn(person) < turn(best)))
            best = person;
    }
    return best;
}

const RoutePerson *find(const Candidates &people, const PersonId &id)
{
    const auto found = std::ranges::find(people, id, &RoutePerson::id);
    return id.isNull() || found == people.end() ? nullptr : *found;
}

std::vector<const RouteRule *> ranked(std::span<const RouteRule> rules)
{
    std::vector<const RouteRule *> out;
    for (const RouteRule &rule : rules)
        out.push_back(&rule);
    std::ranges::stable_sort(out, {}, &RouteRule::rank);
    return out;
}

RouteReason reasonOf(const RouteRule &rule, const RoutePerson &person)
{
    if (rule.persons.size() == 1 && !rule.role)
        return RouteReason::GivenPerson;
    return person.busy ? RouteReason::NextUpBusy : RouteReason::NextUp;
}

void fire(Routed &routed, size_t trial, const RouteRule &rule, const RoutePerson &person)
{
    routed.tried[trial].miss = RuleMiss::None;
    routed.person = person.id;
    routed.rule = rule.name;
    routed.reason = reasonOf(rule, person);
    routed.at = person.lastAssigned;
}

RuleMiss missOf(const RouteRule &rule, const RouteLead &lead, const Candidates &people, const RoutePerson *next)
{
    const RuleMiss miss = missOf(rule, lead);
    if (miss != RuleMiss::None)
        return miss;
    if (next)
        return next->busy ? RuleMiss::AllBusy : RuleMiss::None;
    const bool any = std::ranges::any_of(people, [&](const RoutePerson *person) { return isIn(rule, *person); });
    return any ? RuleMiss::NobodyOnDuty : RuleMiss::NobodyActive;
}

/// Tries the rules for somebody on duty, busy people last; what was tried stays in the result.
Routed byRules(const RouteLead &lead, const std::vector<const RouteRule *> &rules, const Candidates &people, Time now)
{
    Routed routed;
    for (const RouteRule *rule : rules) {
        const RoutePerson *next = nextUp(*rule, people, now);
        routed.tried.push_back({rule->name, missOf(*rule, lead, people, next)});
        if (routed.tried.back().miss == RuleMiss::None) {
            fire(routed, routed.tried.size() - 1, *rule, *next);
            return routed;
        }
    }
    for (size_t i = 0; i < rules.size(); ++i) {
        if (routed.tried[i].miss == RuleMiss::AllBusy) {
            fire(routed, i, *rules[i], *nextUp(*rules[i], people, now));
            return routed;
        }
    }
    return routed;
}

/// With nobody on duty: the owner or the person named when no later than the rule's first to come on, else that one.
void comingOn(Routed &routed, const std::vector<const RouteRule *> &rules, const Candidates &people,
    std::span<const std::pair<const RoutePerson *, RouteReason>> wished)
{
    const RoutePerson *next = nullptr;
    const RouteRule *used = nullptr;
    for (size_t i = 0; i < routed.tried.size() && !next; ++i) {
        if (routed.tried[i].miss == RuleMiss::NobodyOnDuty) {
            next = nextToComeOn(*rules[i], people);
            used = rules[i];
        }
    }
    for (const auto &[person, reason] : wished) {
        if (person && person->dutyFrom && (!next || person->dutyFrom <= next->dutyFrom)) {
            routed.person = person->id;
            routed.reason = reason;
            routed.at = person->dutyFrom;
            return;
        }
    }
    if (!next)
        return;
    routed.person = next->id;
    routed.rule = used->name;
    routed.reason = RouteReason::ComesOnNext;
    routed.at = next->dutyFrom;
}

} // namespace

Routed route(const RouteLead &lead, const RouteWishes &wishes, std::span<const RouteRule> rules,
    std::span<const RoutePerson> people, std::span<const PersonId> exclude, Time now)
{
    const Candidates candidates = eligible(people, exclude);
    const std::array<std::pair<const RoutePerson *, RouteReason>, 2> wished{
        std::pair(find(candidates, wishes.previousOwner), RouteReason::PreviousOwner),
        std::pair(find(candidates, wishes.named), RouteReason::NamedInDocument)};
    for (const auto &[person, reason] : wished) {
        if (person && isHere(*person, now))
            return {person->id, {}, reason, person->lastAssigned, {}};
    }
    const std::vector<const RouteRule *> inOrder = ranked(rules);
    Routed routed = byRules(lead, inOrder, candidates, now);
    if (routed.person.isNull())
        comingOn(routed, inOrder, candidates, wished);
    return routed;
}

PersonId personNamed(const QString &text, std::span<const Person> people)
{
    const QString wanted = folded(text).simplified();
    PersonId found;
    for (const Person &person : people) {
        const bool same = folded(person.name).simplified() == wanted || folded(person.login).simplified() == wanted;
        if (wanted.isEmpty() || !same)
            continue;
        if (!found.isNull())
            return {};
        found = person.id;
    }
    return found;
}

} // namespace updesk
