// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/store/setback.h"
#include "core/store/transaction.h"

namespace updesk
{

/// The setback up to which everybody was told.
Result<void> keepTold(Transaction &tx, qint64 n);
Result<bool> isAnythingUntold(Database &database);
/// What this person did at this desk from a moment on, the oldest first, as far as the log reaches.
Result<std::vector<DeedId>> deedsSince(Database &database, PersonId who, Time at);
/// What is planned on a lead, the first due first.
Result<std::vector<TaskId>> openTasks(Database &database, LeadId lead);
/// The lead that a setback is about, a customer's newest one; null: of none.
Result<LeadId> leadOf(Database &database, const Setback &setback);

} // namespace updesk
