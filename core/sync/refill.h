// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

namespace updesk
{

/// After a restore of the server its numbers begin anew at what the backup held. The desk then asks for every row once
/// more, over the ones it has; what has not come again when all feeds are read, and is not on its way to the server
/// either, the server no longer knows: it goes. The desk stays usable meanwhile: to begin costs the same however many
/// rows there are (rowseq.h), also in the midst of another refill.
Result<void> beginRefill(Transaction &tx);
Result<bool> isRefilling(Database &database);
/// Takes out what did not come again, fifty rows a transaction; may be cut off and called again.
Result<void> endRefill(Database &database, int store);

} // namespace updesk
