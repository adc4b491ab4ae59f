// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capturerows.h"
#include "core/people/customer.h"

namespace updesk
{

/// The phone rows that hold this number (E.164), at most 50: a number that half a town typed is nobody's.
Result<std::vector<PhoneId>> phoneRowsOf(Database &database, const QString &e164);

/// The customers who have this number, as they live now, each once.
Result<std::vector<CustomerId>> customersOfNumber(Database &database, const QString &e164);

/// The same of an e-mail address, in lower case.
Result<std::vector<CustomerId>> customersOfAddress(Database &database, const QString &address);

/// The customer's newest lead that a plan follows: who has bought may be in one. Null: none is.
Result<LeadId> followedLeadOf(Database &database, CustomerId customer);

/// When the last text of ours, or the last call, went out on a lead; 0: none has.
Result<Time> lastTextTo(Database &database, LeadId lead);
Result<Time> lastCallTo(Database &database, LeadId lead);

/// The lines of a lead's history that tell of a call of ours between two moments and that no row corrects, oldest
/// first.
Result<std::vector<ActivityId>> callsBetween(Database &database, LeadId lead, Time from, Time until);

/// Of the open leads of some customers, or those that `of` names, the one that a message or call most likely belongs
/// to: to which `last` says we turned last, else the newest. Null: there is none.
Result<LeadId> likeliestLead(Database &database, const std::vector<CustomerId> &customers,
    Result<Time> (*last)(Database &, LeadId), Result<LeadId> (*of)(Database &, CustomerId) = openLeadOf);

/// The newest lead of some customers in whatever state; null: they have none.
Result<LeadId> newestLeadOf(Database &database, const std::vector<CustomerId> &customers);

} // namespace updesk
