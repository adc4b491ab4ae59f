// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plantables.h"
#include "core/store/transaction.h"

namespace updesk
{

/// What a lead's plans come to.
struct PlanOutlook {
    bool running = false;
    Time nextDue = 0; ///< of the first open step; 0: none is
};

/// Whether a plan runs on the lead whose version can be read here; a look into an index that is mostly empty.
Result<bool> isFollowed(Database &database, LeadId lead);

/// An attempt settles the open step of its way that was due first, whoever planned when: the step's task is done by it.
/// To be called before what the attempt brought is written.
Result<void> settleStep(Transaction &tx, const Activity &attempt);

/// The same of one step that is known to be the one.
Result<void> settleRun(Transaction &tx, const StepRun &open, const Activity &attempt);

/// An open step that the program could not do becomes a task of a person, with the rule or code that says why.
Result<void> giveToPerson(Transaction &tx, const StepRun &open, const QString &rule);

/// Something happened on the lead or its customer, or time passed: its plans go on, move, leave out or stop, by the
/// rows as they stand inside this transaction. Every verb that writes such a thing calls it, so that a stop is in the
/// deed of what caused it. Without a running plan only an answer is noted on the step it answers (F70).
Result<PlanOutlook> followPlan(Transaction &tx, LeadId lead);
/// The same for all leads of a customer: an address or a wish concerns each.
Result<void> followPlansOf(Transaction &tx, CustomerId customer);

/// Ends a running plan, or all of a lead: what is open of it is dropped.
Result<void> endPlan(Transaction &tx, const Enrolment &running, PlanStop why);
Result<void> endPlans(Transaction &tx, LeadId lead, PlanStop why);

/// How many minutes apart a lead stands from others, so that not all of a morning is due on the stroke.
int spreadOf(LeadId lead);

} // namespace updesk
