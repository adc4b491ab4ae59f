// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/people/customer.h"
#include "core/store/apply.h"

namespace updesk
{

QString nameOf(const Customer &customer); ///< the full name, else the company

/// A line of the customer's history that tells what a verb changed; of one lead when that is named.
Result<void> writeChange(
    Transaction &tx, CustomerId customer, Activity::Code code, const QString &body, LeadId lead = {});

/// The same line, not written yet.
Activity changeOf(Transaction &tx, CustomerId customer, Activity::Code code, const QString &body, LeadId lead);

/// "Perhaps the same person" is answered: neither of the two is tagged as perhaps the other any more.
Result<void> clearSuspicion(Transaction &tx, CustomerId a, CustomerId b);

/// Records that look like the customer's and are neither tagged nor told apart yet are tagged as perhaps the same.
Result<void> suspectOthers(Transaction &tx, CustomerId customer);

/// clearSuspicion(), and that they are two people is kept. False: it was kept already.
Result<bool> writeApart(Transaction &tx, CustomerId a, CustomerId b);

} // namespace updesk
