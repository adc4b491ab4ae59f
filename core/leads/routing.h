// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/duty.h"
#include "core/leads/routerule.h"

#include <span>

namespace updesk
{

/// Why somebody got a lead; kept in assignment.reason as these numbers.
enum class RouteReason : quint8 {
    None, ///< nobody: it stays unassigned
    PreviousOwner, ///< the customer's own salesperson, who is working (F29)
    NamedInDocument, ///< the document names this salesperson (F32)
    GivenPerson, ///< the rule names one person
    NextUp, ///< on duty, and longest without a new lead (F25)
    NextUpBusy, ///< the same, though busy: so is everybody on duty
    ComesOnNext, ///< nobody is on duty; the first of the rule's people to come on
    ByHand, ///< a person assigned it
    Claimed, ///< a person took it
    AtDesk, ///< a person keyed it for themselves
    LeastBusy, ///< on duty, with the fewest open leads that need something
    Share, ///< furthest behind the share of the rule's leads that is theirs
    HasRoom, ///< next up among those below the rule's limit
    ClosingRate, ///< as Share, by what each has sold
    Pool, ///< nobody: all on duty were told, and who takes it first has it
    WholeRoom, ///< everybody of the rule is full: next up among the others who sell
    OverFull ///< everybody is full, and it is left with somebody all the same
};

/// A lead that somebody got by a rule, for shares.
struct Dealt {
    Time at = 0;
    QString rule;
    quint64 here = ~quint64(0); ///< a bit for each of the first 64 people: was on duty then
};

/// A person as routing sees them. UTC; 0: never.
struct RoutePerson {
    PersonId id;
    Role role = Role::Sales;
    bool active = true;
    Time busyUntil = 0; ///< with a customer until then
    Time dutyFrom = 0; ///< onDutyFrom() of this minute: not after now when on duty, 0 when never
    Time lastAssigned = 0;
    int due = 0; ///< open leads with something due now or today
    int open = 0; ///< open leads
    int today = 0; ///< leads given since local midnight
    int closingRate = 0; ///< sold of 10,000, shrunk
    std::vector<Dealt> dealt{}; ///< those of kShareWindow, oldest first
};

struct RuleTrial {
    QString rule;
    RuleMiss miss = RuleMiss::None; ///< None: it fired
    bool operator==(const RuleTrial &) const = default;
};

/// Who gets a lead and why; `tried` says of each rule looked at why it did not fire.
struct Routed {
    PersonId person; ///< null: unassigned
    QString rule; ///< empty when no rule was needed
    RouteReason reason = RouteReason::None;
    Time at = 0; ///< ComesOnNext, and an owner who is off: when that person comes on; else their last assignment
    std::vector<RuleTrial> tried;
    int fired = -1; ///< which of `tried` gave it; -1: no rule was needed or none could
};

/// People who speak for themselves before any rule does; null: none.
struct RouteWishes {
    PersonId previousOwner;
    PersonId named; ///< personNamed() of the document
};

/// The person for a lead: the owner or the person named when on duty and not busy, else by the first rule (lowest rank)
/// that the lead meets and that has somebody on duty who is neither busy nor full, else somebody busy, the owner before
/// others, else somebody outside a rule whose people are full, else one of those, else the first to come on. Never
/// somebody inactive or in `exclude`.
Routed route(const RouteLead &lead, const RouteWishes &wishes, std::span<const RouteRule> rules,
    std::span<const RoutePerson> people, std::span<const PersonId> exclude, Time now);

/// The rules as they are tried: by rank, equal ones as they stand.
std::vector<const RouteRule *> ranked(std::span<const RouteRule> rules);
bool isIn(const RouteRule &rule, const RoutePerson &person);
/// On duty at `now`, which must be of the minute that dutyFrom was asked for.
bool isHere(const RoutePerson &person, Time now);
inline bool isBusy(const RoutePerson &person, Time now) { return person.busyUntil > now; }

/// The one person whose name or login is this, without case and accents; null when none or several are.
PersonId personNamed(const QString &text, std::span<const Person> people);

} // namespace updesk
