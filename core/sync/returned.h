// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

namespace updesk
{

/// A lead from before this desk's months that somebody elsewhere has opened again, or changed, comes by pull, but
/// nothing of what was done on it does. Before the page is taken this brings it, or the lead would stand in the queue
/// as one that nobody has ever answered, and no customer's history would show that something is missing. Fails with
/// Offline and as the file does; what else the server says leaves the lead as it comes.
Result<void> bringHistoryOfReturned(Database &database, Remote &remote, int store, const Page &page);

} // namespace updesk
