// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/plantables.h"

namespace updesk
{

/// The steps of plans whose time has come and which the program does by itself become messages: filled in the
/// customer's language, passed by the gate, one for each step and never two. A step that cannot be filled, or that the
/// gate leaves to a person, becomes a task with the reason. At most 50 at once; returns the leads that were moved.
Result<std::vector<LeadId>> queueDueSteps(Session &session, qint64 epoch);

/// Whether a step only says that the inquiry is here (PlanStep::acknowledges).
Result<bool> acknowledges(Database &database, const StepRun &run);

/// Steps whose message ended without having been sent: a person does them, or they are left out when a person or the
/// customer said so. Returns the leads that were moved.
Result<std::vector<LeadId>> settleEndedSteps(Session &session, qint64 epoch);

} // namespace updesk
