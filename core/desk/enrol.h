// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/deal.h"
#include "core/desk/followplan.h"
#include "core/desk/planlines.h"
#include "core/desk/session.h"
#include "core/leads/lead.h"
#include "core/sequences/plantables.h"

namespace updesk
{

/// A lead that goes into a plan.
struct EnrolOrder {
    LeadId lead;
    PlanVersionId version;
    QString purpose;
    int from = 0; ///< the first step
    Time started = 0; ///< 0: now
    AppointmentId appointment; ///< the missed one
    PlanBegun begun = PlanBegun::ByEvent; ///< what the history says of it
};
inline constexpr char kFollowPurpose[] = "follow";
inline constexpr char kAfterwardsPurpose[] = "afterwards"; ///< of a plan that follows another

/// Begins a plan inside a verb's transaction; its first steps are tasks then. The row's id says lead and purpose, so
/// that two desks that begin the same begin it once. Null: one runs for this purpose already, or the version is none
/// that can be read here.
Result<EnrolmentId> enrol(Transaction &tx, const EnrolOrder &order);

/// Begins the plan that the store has for this event, by the lead's type and by the protocol of its tier (S4.2). False:
/// it has none, or the law leaves nothing of it, and what was done without plans is to be done.
Result<bool> enrolAtCapture(Transaction &tx, const Lead &lead);
Result<bool> enrolAfterMiss(Transaction &tx, const Lead &lead, AppointmentId missed);
/// The last attempt by the fixed rules was in vain: from here on the slow plan, that others end in.
Result<bool> enrolAfterSilence(Transaction &tx, const Lead &lead);
/// The customer has the vehicle: the plan for buyers, in the place of whatever ran.
Result<bool> enrolAtDelivery(Transaction &tx, const Lead &lead, DealId deal);

/// A lead whose tier rose since its plan began, and for whose pace the store has another plan, goes on in that one from
/// the first step that it has not had yet (S4.2). False: it stays where it is.
Result<bool> raisePlan(Transaction &tx, const Enrolment &running);

/// Puts a lead into a plan by hand; another one that runs is replaced. NotFound with subject plan: the store does not
/// use it. Denied with subject lead: it is closed. Duplicate: it is in it already.
Result<DeedId> startPlan(Session &session, LeadId lead, const QString &plan);
/// Takes it out of all plans. NotFound: none runs.
Result<DeedId> stopPlans(Session &session, LeadId lead);

} // namespace updesk
