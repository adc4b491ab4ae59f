// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// The plans whose time has come go on: the next step falls due, an open one is asked of the gate again, or it is over;
/// and what a plan left open that was stopped elsewhere at the same time is dropped. In a shared store for the desk
/// that holds the lease, under its epoch; at most 50 at once. Returns the leads that were moved.
Result<std::vector<LeadId>> followDuePlans(Session &session, qint64 epoch);

} // namespace updesk
