// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

namespace updesk
{

/// After the server was set back to an older copy: tells it what this desk's send journal knows of messages that it
/// holds as if they had not left, so that none goes twice. What was accepted counts as sent, what was begun as unknown;
/// what was refused may still go. May be cut off and called again. Returns how many the server took.
Result<int> settleJournal(Database &database, Remote &remote);

} // namespace updesk
