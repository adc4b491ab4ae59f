// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/routing.h"

namespace updesk
{

/// What became of one person when a lead was routed.
enum class RouteVerdict : quint8 {
    Chosen,
    Told, ///< the lead is for whoever takes it first
    Inactive,
    Excluded, ///< lost this lead before
    NotInRule,
    OffDuty,
    Full, ///< at the rule's limit
    Busy,
    Turn, ///< somebody waits longer for a lead
    MoreDue, ///< has more open leads that need something
    ShareMet, ///< somebody is further behind their share
    NotOwner, ///< the customer's own salesperson, or whom the document names, goes first
    NoRule ///< no rule took the lead
};

struct PersonVerdict {
    PersonId person;
    RouteVerdict verdict = RouteVerdict::NoRule;
    bool operator==(const PersonVerdict &) const = default;
};

/// Of each of `people`, in their order, why they got the lead or did not; the other arguments as route() had them.
std::vector<PersonVerdict> explained(const Routed &routed, std::span<const RouteRule> rules,
    std::span<const RoutePerson> people, std::span<const PersonId> exclude, Time now);

} // namespace updesk
