// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/routedesk.h"
#include "core/leads/activity.h"

namespace updesk
{

/// News for the people of this desk from rows that other desks wrote: steps of the ladder, and leads that were given.
/// In the transaction that takes the rows, each row once; old ones and those of a first fill are no news.
extern const Derivation kToldSteps, kToldAssignments;
/// A message that waited too long and did not leave is told to whoever wrote it, at whichever desk that was, once.
extern const Derivation kToldExpired;

/// Who hears of a step of the ladder, of this desk or another. `lead` is as the step left it; `step` may be any
/// activity.
Result<void> tellOfStep(
    Transaction &tx, RouteDesk &desk, const Rulebook &rules, const Lead &lead, const Activity &step);

/// Who hears that a lead was given by a program, or is there for whoever takes it first.
Result<void> tellOfGift(Transaction &tx, RouteDesk &desk, const Lead &lead, const Assignment &gift, bool hot);

/// Lets go of what is too old to be taken for news.
Result<void> forgetTold(Database &database, Time now);

} // namespace updesk
