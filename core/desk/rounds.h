// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// One round of what the program does by itself: a part of what changed settings or a score model that came into force
/// move, groups that time moved, the escalation ladder (F30, F31), which in a shared store only the desk climbs that
/// holds the lease. Returns when the next round has something to do of any (0: nothing planned).
Result<Time> makeRound(Session &session);

} // namespace updesk
