// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/dealing.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace updesk
{

namespace
{

using Mode = RouteRule::Mode;
using Present = std::span<const RoutePerson *const>;

auto turnOf(const RoutePerson &person, Time now)
{
    return std::tuple(isBusy(person, now), person.lastAssigned, person.id);
}

template <class Before>
const RoutePerson *first(Present present, Before before)
{
    const auto found = std::min_element(present.begin(), present.end(),
        [&before](const RoutePerson *a, const RoutePerson *b) { return before(*a, *b); });
    return found == present.end() ? nullptr : *found;
}

/// One person's part of a rule's leads.
struct Share {
    const RoutePerson *person;
    qint64 weight;
    qint64 got = 0;
};

quint64 bitOf(const RoutePerson &person, std::span<const RoutePerson> people)
{
    const auto place = &person - people.data();
    return place < 64 ? quint64(1) << place : 0;
}

bool counts(const RouteRule &rule, const Dealt &lead, quint64 here, Time from)
{
    return lead.at >= from && (lead.here & here) == here && lead.rule == rule.name;
}

void countShares(const RouteRule &rule, std::vector<Share> &shares, std::span<const RoutePerson> people, Time now)
{
    quint64 here = 0;
    for (const Share &share : shares)
        here |= bitOf(*share.person, people);
    Time from = now - kShareWindow;
    for (const Share &share : shares) {
        const auto &leads = share.person->dealt;
        const auto begin = std::ranges::find_if(
            leads, [&](const Dealt &lead) { return counts(rule, lead, here, now - kShareWindow); });
        if (begin != leads.end())
            from = std::max(from, begin->at);
    }
    for (Share &share : shares) {
        share.got = std::ranges::count_if(
            share.person->dealt, [&](const Dealt &lead) { return counts(rule, lead, here, from); });
    }
}

qint64 weightOf(const RouteRule &rule, const RoutePerson &person, qint64 averageRate)
{
    if (rule.mode == Mode::ClosingRate)
        return std::max<qint64>({1, rule.floor, averageRate > 0 ? 100 * person.closingRate / averageRate : 100});
    const auto found = std::ranges::find(rule.weights, person.id, &RouteRule::Weight::person);
    return found == rule.weights.end() ? 1 : found->weight;
}

// As seats are given by votes: the next goes to the highest weight over leads so far and a half.
const RoutePerson *furthestBehind(const RouteRule &rule, Present present, std::span<const RoutePerson> people, Time now)
{
    const qint64 rates = std::accumulate(present.begin(), present.end(), qint64(0),
        [](qint64 all, const RoutePerson *person) { return all + person->closingRate; });
    const qint64 average = present.empty() ? 0 : rates / qint64(present.size());
    std::vector<Share> shares;
    for (const RoutePerson *person : present)
        shares.push_back({person, weightOf(rule, *person, average), 0});
    countShares(rule, shares, people, now);
    const auto before = [now](const Share &a, const Share &b) {
        if (isBusy(*a.person, now) != isBusy(*b.person, now))
            return isBusy(*b.person, now);
        if ((a.weight == 0) != (b.weight == 0))
            return b.weight == 0;
        const qint64 ours = (2 * a.got + 1) * b.weight, theirs = (2 * b.got + 1) * a.weight;
        return ours != theirs ? ours < theirs : turnOf(*a.person, now) < turnOf(*b.person, now);
    };
    const auto found = std::ranges::min_element(shares, before);
    return found == shares.end() ? nullptr : found->person;
}

} // namespace

bool isFull(const RouteRule &rule, const RoutePerson &person)
{
    return (rule.mostADay > 0 && person.today >= rule.mostADay) || (rule.mostOpen > 0 && person.open >= rule.mostOpen);
}

const RoutePerson *dealt(
    const RouteRule &rule, std::span<const RoutePerson *const> present, std::span<const RoutePerson> people, Time now)
{
    switch (rule.mode) {
    case Mode::LeastBusy:
        return first(present, [now](const RoutePerson &a, const RoutePerson &b) {
            return std::tuple(isBusy(a, now), a.due, turnOf(a, now))
                < std::tuple(isBusy(b, now), b.due, turnOf(b, now));
        });
    case Mode::Weighted:
    case Mode::ClosingRate:
        return furthestBehind(rule, present, people, now);
    case Mode::RoundRobin:
    case Mode::Capped:
    case Mode::Pool:
        break;
    }
    return first(
        present, [now](const RoutePerson &a, const RoutePerson &b) { return turnOf(a, now) < turnOf(b, now); });
}

RouteReason reasonOf(const RouteRule &rule, const RoutePerson &person, Time now)
{
    if (rule.persons.size() == 1 && !rule.role)
        return RouteReason::GivenPerson;
    if (isBusy(person, now))
        return RouteReason::NextUpBusy;
    switch (rule.mode) {
    case Mode::LeastBusy:
        return RouteReason::LeastBusy;
    case Mode::Weighted:
        return RouteReason::Share;
    case Mode::Capped:
        return RouteReason::HasRoom;
    case Mode::ClosingRate:
        return RouteReason::ClosingRate;
    case Mode::Pool:
        return RouteReason::Pool;
    case Mode::RoundRobin:
        break;
    }
    return RouteReason::NextUp;
}

} // namespace updesk
