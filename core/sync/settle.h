// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

namespace updesk
{

/// What became of what the server was told.
struct Settled {
    int taken = 0;
    bool all = true; ///< it took all of it; else it stands otherwise there, or nobody here may say so just now
};

/// After the server was set back to an older copy: tells it what this desk's send journal knows of messages that it
/// holds as if they had not left, so that none goes twice. What was accepted counts as sent, what was begun as unknown;
/// what was refused may still go. Once the hold is released only what was noted before it began is told: since then
/// messages leave anew. May be cut off and called again.
Result<Settled> settleJournal(Database &database, Remote &remote);

} // namespace updesk
