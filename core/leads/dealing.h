// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/routing.h"

namespace updesk
{

/// How far back shares of a rule's leads are counted.
inline constexpr Time kShareWindow = 14 * kDay;

/// Below none of the rule's limits any more.
bool isFull(const RouteRule &rule, const RoutePerson &person);

/// Who of `present`, all on duty, gets the next lead of the rule; null when there is nobody. Busy people come last and
/// every tie goes to who has been without a lead longest, so that all desks agree.
///
/// A share counts the rule's leads of the last 14 days that came while all of `present` were on duty, since each of
/// them had a first one: nobody catches up a holiday, a free day or the time before they joined.
const RoutePerson *dealt(
    const RouteRule &rule, std::span<const RoutePerson *const> present, std::span<const RoutePerson> people, Time now);

/// Why that person, with nobody full.
RouteReason reasonOf(const RouteRule &rule, const RoutePerson &person, Time now);

} // namespace updesk
