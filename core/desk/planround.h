// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/plantables.h"

namespace updesk
{

/// The plans whose time has come go on: the next step falls due, an open one is asked of the gate again, or it is over;
/// and what a plan left open that was stopped elsewhere at the same time is dropped. In a shared store for the desk
/// that holds the lease, under its epoch; at most 50 at once. Returns the leads that were moved.
Result<std::vector<LeadId>> followDuePlans(Session &session, qint64 epoch);

/// Leaves each lead of `from` that is still inside in the version `to`, at its step of this key (F54): what is open of
/// the old one is dropped. A deed for each 50 leads, so that one that was cut off is finished by doing it again.
/// NotFound with subject step, plan or version. Returns how many were moved. Denied: neither manager nor up.
Result<int> movePeople(Session &session, PlanVersionId from, PlanVersionId to, const QString &step);

} // namespace updesk
