// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

class QIODevice;

namespace updesk
{

/// What could be had of a damaged file's log.
struct Salvaged {
    qint64 deeds = 0; ///< that no server has taken, as far as the file says
    qint64 lost = 0; ///< places in the log that cannot be read any more, sent ones among them where nothing says which
};

/// Writes what no server has taken of a desk's log, as far as it can be read, to `to`: a line of JSON for the store,
/// then one a deed. The file is left as it is; the key of an encrypted one is in the KeyRing. NotFound, Denied (no_key,
/// no_cipher), Damaged (subject log: not one deed can be read), Failed (subject `to`).
Result<Salvaged> salvage(const QString &path, QIODevice &to);

/// Puts such deeds into the log of another desk of the same store and lays them over its rows; returns how many. They
/// go to the server with the next talk, each over its author's login: what it had taken before it answers as it did
/// then. Those that the log has already are passed over; one of a time to come counts as of now. All or none is taken.
/// Invalid (subject salvage: no such lines, subject store: of
/// another store), TooNew (subject salvage), Conflict (subject log: somebody has worked at this desk since; the log
/// goes by the time).
Result<qint64> takeSalvaged(Database &database, QIODevice &from);

} // namespace updesk
