// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hoststate.h"
#include "core/store/database.h"

namespace updesk
{

/// Makes lead_now anew after a change of what it is computed from beside the leads themselves: hours, holidays, time
/// zone, targets, rings, weights of sources, ladder and score model. Open leads come first. Each slice of 50 leads is a
/// transaction that keeps how far it came, so that a walk that was cut off goes on; a further change begins it anew.
/// Every desk does it for itself; the lines in the scores' history are written with a mandate only.
struct Followed {
    int moved = 0; ///< rows that became different
    bool done = true; ///< false: slices are left
};
Result<Followed> followRules(Database &database, Time now, int slices, Mandate mandate = kAlone);

/// The rows are what the rules of this moment give: a store that was just set up or laid down whole.
Result<void> rulesAreFollowed(Database &database);

} // namespace updesk
