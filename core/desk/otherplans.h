// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plan.h"
#include "core/sequences/plantables.h"
#include "core/store/transaction.h"

namespace updesk
{

/// The other leads of the same person, whichever of their records has them, on which a plan runs.
Result<std::vector<LeadId>> followedBeside(Database &database, LeadId lead);

/// Whether a plan runs on one of them that can be read here and does not follow a sale: whoever is in it is called and
/// written to already.
Result<bool> isFollowedBeside(Transaction &tx, LeadId lead);

/// What has happened on the person's other leads since a moment; 0: it has not.
struct Elsewhere {
    Time replied = 0; ///< they called or wrote, and did not only refuse
    Time visit = 0; ///< they came, or a visit was agreed on that is still to come
    Time sold = 0;
};
Result<Elsewhere> elsewhereSince(Database &database, LeadId lead, Time since);

/// A plan of a person who has answered, agreed on a visit or bought on another lead since it began ends like that of
/// that lead (S5.3), and its own lead is looked at by a person. What follows a sale goes on. True: it ended.
Result<bool> endByOthers(Transaction &tx, const Enrolment &running, const Plan &plan);

/// Looks at the plans of all other leads of the person so.
Result<void> followOthers(Transaction &tx, LeadId lead);
/// The same where the visit or the sale is written only after this.
Result<void> endOthers(Transaction &tx, LeadId lead, PlanStop why);

/// Two records have become one person: of the plans that run on their leads the one that began last goes on, by what
/// was said and done under either; nobody is called and written to twice over. What follows a sale goes on beside it.
Result<void> joinPlans(Transaction &tx, CustomerId lives);

/// They are two again: what joinPlans() ended at that moment goes on where the lead is open and nothing has followed it
/// since, and the task that took its place goes.
Result<void> partPlans(Transaction &tx, const std::vector<LeadId> &leads, Time joined);

} // namespace updesk
