// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/join.h"

namespace updesk
{

/// Takes a lone store up to a server, each row once however often it is broken off, and then makes its file a joined
/// one. What was changed here after a row had gone up goes after it as a change. The login must be an administrator of
/// the store's number there. Denied, Invalid (subject store), Duplicate (subject server: it has joined; other_store: a
/// row of the table in the detail is another store's there), Failed with the table of the first row that the server
/// refused and its code. Returns the number of rows that are there now.
Result<qint64> adoptStore(Database &database, std::unique_ptr<Pg> pg, const Pg::Options &options, const Clock &clock);
/// From a desk of a store whose server has lost its rows (stillHasOurs()): brings those up that it lacks, as they stand
/// at this desk; what it has stays there as it is. Nothing of the file changes but where the server is: what the desk
/// had sent and not sent goes with its next talk, which is refused until all has gone up. Errors as above.
Result<qint64> adoptAgain(Database &database, std::unique_ptr<Pg> pg, const Pg::Options &options, const Clock &clock);

} // namespace updesk
