// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/routing.h"

#include "core/base/text.h"
#include "core/leads/dealing.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace updesk
{

namespace
{

using Candidates = std::vector<const RoutePerson *>;

/// A lead on its way to somebody.
struct Routing {
    const RouteLead &lead;
    std::vector<const RouteRule *> rules; ///< by rank
    std::span<const RoutePerson> people;
    Candidates candidates; ///< those who may have the lead at all
    Time now;
    Routed routed{};

    void fire(size_t trial, const RoutePerson *person, RouteReason reason)
    {
        routed.tried[trial].miss = RuleMiss::None;
        routed.fired = int(trial);
        routed.rule = rules[trial]->name;
        routed.reason = reason;
        routed.person = person ? person->id : PersonId{};
        routed.at = person ? person->lastAssigned : 0;
    }
    template <class Wanted>
    Candidates here(Wanted wanted) const
    {
        Candidates out;
        std::ranges::copy_if(candidates, std::back_inserter(out),
            [&](const RoutePerson *person) { return isHere(*person, now) && wanted(*person); });
        return out;
    }
    const RoutePerson *next(const RouteRule &rule, const Candidates &present) const
    {
        return dealt(rule, present, people, now);
    }
};

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

/// Of those who come on first the one to whom the rule deals; with nobody below its limits, one of them all the same.
const RoutePerson *nextToComeOn(const Routing &run, const RouteRule &rule)
{
    Candidates comers;
    for (const RoutePerson *person : run.candidates) {
        if (!isIn(rule, *person) || person->dutyFrom == 0)
            continue;
        if (!comers.empty() && person->dutyFrom < comers.front()->dutyFrom)
            comers.clear();
        if (comers.empty() || person->dutyFrom == comers.front()->dutyFrom)
            comers.push_back(person);
    }
    Candidates withRoom;
    std::ranges::copy_if(
        comers, std::back_inserter(withRoom), [&rule](const RoutePerson *person) { return !isFull(rule, *person); });
    return run.next(rule, withRoom.empty() ? comers : withRoom);
}

const RoutePerson *find(const Candidates &people, const PersonId &id)
{
    const auto found = std::ranges::find(people, id, &RoutePerson::id);
    return id.isNull() || found == people.end() ? nullptr : *found;
}

Candidates withRoom(const Routing &run, const RouteRule &rule)
{
    return run.here([&](const RoutePerson &person) { return isIn(rule, person) && !isFull(rule, person); });
}

RuleMiss missOf(const Routing &run, const RouteRule &rule, const Candidates &present)
{
    const RuleMiss miss = missOf(rule, run.lead);
    if (miss != RuleMiss::None)
        return miss;
    const auto isOurs = [&rule](const RoutePerson *person) { return isIn(rule, *person); };
    if (present.empty() && !run.here([&](const RoutePerson &person) { return isIn(rule, person); }).empty())
        return RuleMiss::AllFull;
    if (present.empty())
        return std::ranges::any_of(run.candidates, isOurs) ? RuleMiss::NobodyOnDuty : RuleMiss::NobodyActive;
    const bool pool = rule.mode == RouteRule::Mode::Pool;
    const auto busy = [&run](const RoutePerson *person) { return isBusy(*person, run.now); };
    return !pool && std::ranges::all_of(present, busy) ? RuleMiss::AllBusy : RuleMiss::None;
}

/// Everybody of the rule is full: somebody outside it who sells, else one of them all the same.
void toTheWholeRoom(Routing &run, size_t trial)
{
    const auto isFullHere = [&run](const RoutePerson &person) {
        for (size_t i = 0; i < run.rules.size(); ++i) {
            if (run.routed.tried[i].miss == RuleMiss::AllFull && isIn(*run.rules[i], person))
                return true;
        }
        return false;
    };
    const Candidates others = run.here([&](const RoutePerson &person) {
        return (person.role == Role::Sales || person.role == Role::Bdc) && !isFullHere(person);
    });
    const RouteRule &rule = *run.rules[trial];
    if (const RoutePerson *person = run.next(RouteRule{}, others))
        return run.fire(trial, person, RouteReason::WholeRoom);
    const Candidates full = run.here([&rule](const RoutePerson &person) { return isIn(rule, person); });
    run.fire(trial, run.next(rule, full), RouteReason::OverFull);
}

/// Tries the rules for somebody on duty, busy and full people last; what was tried stays in the result.
void byRules(Routing &run)
{
    for (const RouteRule *rule : run.rules) {
        const Candidates present = withRoom(run, *rule);
        run.routed.tried.push_back({rule->name, missOf(run, *rule, present)});
        if (run.routed.tried.back().miss != RuleMiss::None)
            continue;
        const RoutePerson *next = rule->mode == RouteRule::Mode::Pool ? nullptr : run.next(*rule, present);
        return run.fire(run.routed.tried.size() - 1, next, next ? reasonOf(*rule, *next, run.now) : RouteReason::Pool);
    }
    const auto firstWith = [&run](RuleMiss miss) {
        return size_t(std::ranges::find(run.routed.tried, miss, &RuleTrial::miss) - run.routed.tried.begin());
    };
    if (const size_t busy = firstWith(RuleMiss::AllBusy); busy < run.rules.size()) {
        const RoutePerson *next = run.next(*run.rules[busy], withRoom(run, *run.rules[busy]));
        return run.fire(busy, next, reasonOf(*run.rules[busy], *next, run.now));
    }
    if (const size_t full = firstWith(RuleMiss::AllFull); full < run.rules.size())
        toTheWholeRoom(run, full);
}

using Wished = std::span<const std::pair<const RoutePerson *, RouteReason>>;

/// With everybody busy who could have it: the owner or the person named, who are no busier than the others.
void toTheirOwn(Routing &run, Wished wished)
{
    const RoutePerson *given = find(run.candidates, run.routed.person);
    if (!given || !isBusy(*given, run.now))
        return;
    for (const auto &[person, reason] : wished) {
        if (!person || !isHere(*person, run.now))
            continue;
        run.routed.person = person->id;
        run.routed.rule.clear();
        run.routed.reason = reason;
        run.routed.at = person->lastAssigned;
        run.routed.fired = -1;
        return;
    }
}

/// With nobody on duty: the owner or the person named when no later than the rule's first to come on, else that one.
void comingOn(Routing &run, Wished wished)
{
    const RoutePerson *next = nullptr;
    size_t used = 0;
    for (size_t i = 0; i < run.routed.tried.size() && !next; ++i) {
        if (run.routed.tried[i].miss == RuleMiss::NobodyOnDuty) {
            next = nextToComeOn(run, *run.rules[i]);
            used = i;
        }
    }
    for (const auto &[person, reason] : wished) {
        if (person && person->dutyFrom && (!next || person->dutyFrom <= next->dutyFrom)) {
            run.routed.person = person->id;
            run.routed.reason = reason;
            run.routed.at = person->dutyFrom;
            return;
        }
    }
    if (!next)
        return;
    run.routed.person = next->id;
    run.routed.rule = run.rules[used]->name;
    run.routed.reason = RouteReason::ComesOnNext;
    run.routed.at = next->dutyFrom;
    run.routed.fired = int(used);
}

} // namespace

std::vector<const RouteRule *> ranked(std::span<const RouteRule> rules)
{
    std::vector<const RouteRule *> out;
    for (const RouteRule &rule : rules)
        out.push_back(&rule);
    std::ranges::stable_sort(out, {}, &RouteRule::rank);
    return out;
}

bool isIn(const RouteRule &rule, const RoutePerson &person)
{
    return rule.role == person.role || std::ranges::find(rule.persons, person.id) != rule.persons.end();
}

// Who is on duty was asked for the minute, not for each lead of it.
bool isHere(const RoutePerson &person, Time now) { return person.dutyFrom > 0 && person.dutyFrom <= now; }

Routed route(const RouteLead &lead, const RouteWishes &wishes, std::span<const RouteRule> rules,
    std::span<const RoutePerson> people, std::span<const PersonId> exclude, Time now)
{
    Routing run{lead, ranked(rules), people, eligible(people, exclude), now};
    const std::array<std::pair<const RoutePerson *, RouteReason>, 2> wished{
        std::pair(find(run.candidates, wishes.previousOwner), RouteReason::PreviousOwner),
        std::pair(find(run.candidates, wishes.named), RouteReason::NamedInDocument)};
    for (const auto &[person, reason] : wished) {
        if (person && isHere(*person, now) && !isBusy(*person, now))
            return {person->id, {}, reason, person->lastAssigned, {}};
    }
    byRules(run);
    if (run.routed.fired < 0)
        comingOn(run, wished);
    else
        toTheirOwn(run, wished);
    return run.routed;
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
