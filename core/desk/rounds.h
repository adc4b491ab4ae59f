// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// One round of what the program does by itself: a part of what changed settings or a score model that came into force
/// move, groups that time moved, and what in a shared store only the desk sees to that holds the lease: the escalation
/// ladder (F30, F31), appointments that nobody came to (F74), and the steps of plans that fall due (F50). Returns when
/// the next round has something to do of any (0: nothing planned).
Result<Time> makeRound(Session &session);

} // namespace updesk
