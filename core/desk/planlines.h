// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plantables.h"
#include "core/store/transaction.h"

namespace updesk
{

/// Why a line of the history says that a plan began.
enum class PlanBegun : quint8 {
    ByEvent,
    ByPerson,
    Raised, ///< the tier rose, and the lead goes on in a plan for it
    NewVersion ///< of the plan that the lead is in: nothing that anybody would read about
};

/// The line that a plan has begun. A line has the same id at every desk that writes it, so that of two one comes.
Result<void> tellPlanBegun(Transaction &tx, const Enrolment &begun, PlanBegun how);

/// The line that it is over, and why; of one that another took the place of the other's line tells.
Result<void> tellPlanOver(Transaction &tx, const Enrolment &over);

/// The line that a rule of law moved a step when it fell due, or left it out (`due` 0). Other rules say nothing: what
/// the plan itself or the store's hours move is no news.
Result<void> tellStepMoved(Transaction &tx, const StepRun &run, const QString &rule, Time due);

} // namespace updesk
