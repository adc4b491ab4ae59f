// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

namespace updesk
{

/// After a restore of the server its numbers begin anew at what the backup held. The desk then asks for every row once
/// more, over the ones it has; what has not come again when all feeds are read, and is not on its way to the server
/// either, the server no longer knows: it goes. The desk stays usable meanwhile: to begin costs the same however many
/// rows there are (rowseq.h), also in the midst of another refill.
Result<void> beginRefill(Transaction &tx);
Result<bool> isRefilling(Database &database);
/// Of a refill that was begun because the server is another copy than before: what comes to no one here counts too.
Result<void> refillFromAnother(Database &database);
/// Takes out what did not come again, fifty rows a transaction; may be cut off and called again. When the server does
/// not have all of it (none to ask: has nothing) a whole copy of the file is kept first. Returns how many rows went for
/// which one is kept; while somebody reads what is to be wiped nothing goes, and the refill is not at its end.
Result<qint64> endRefill(Database &database, int store, Remote *remote = nullptr);

/// Once a refill, before it takes out the first row that the server does not have: the whole file as it is, beside it
/// and named `.before-refill-` and the time; a few of the newest stay.
Result<void> keepBeforeRefill(Database &database);
/// The file name of the last copy while it is there, for some days; empty: nobody is to be told of one.
Result<QString> keptBeforeRefill(Database &database);

} // namespace updesk
