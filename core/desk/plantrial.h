// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/gate.h"
#include "core/sequences/plan.h"

#include <optional>

namespace updesk
{

/// One step of a plan as it would fall for a lead.
struct TriedStep {
    int step = 0;
    SentBy by = SentBy::Person;
    Time wished = 0, at = 0;
    bool left = false; ///< it would be left out
    QString rule; ///< what moves it, leaves it out or gives it to a person; empty: nothing
    std::optional<GateReason> reason; ///< of a rule of the gate, at the moment that was asked about first
};

/// A plan tried on a lead: nothing is written.
struct PlanTrial {
    QString zone; ///< of the customer; the store's while nothing is known
    PlanStop stop = PlanStop::None; ///< what would end it at once, as the lead stands
    std::vector<TriedStep> steps; ///< in their order; without those that a branch jumps over
};

/// When each step would fall for this lead if the plan began now, each was done on time and nobody ever answered; by
/// the same engine, store hours and legal gate as in earnest, with what is imagined counted by the caps too. NotFound:
/// no such lead.
Result<PlanTrial> tryPlan(Session &session, const Plan &plan, LeadId lead);

} // namespace updesk
