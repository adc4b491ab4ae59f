// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

namespace updesk
{

inline constexpr char kServerGeneration[] = "server_generation"; ///< desk setting: under which the server is known
inline constexpr char kAdopting[] =
    "adopting"; ///< desk setting: the generation to which this desk brings its rows again

/// How many of these rows the server has; more than it is asked for at once is asked for in parts, until one is
/// missing.
Result<size_t> countThere(Remote &remote, const Table &table, std::span<const Id> rows);

/// Part of taking a page and of taking answers: what came last, and what was given last, by which a server that was set
/// back without another generation is known. A refill forgets both.
Result<void> keepLastTaken(Database &database, int feed, const Page &page);
Result<void> keepLastGiven(Database &database, const Id &deed);
Result<void> forgetLast(Database &database);
/// Whether the server misses what it had: its number is below the desk's, or it does not know what came or went last.
Result<bool> wasSetBack(Database &database, Remote &remote, const std::map<int, qint64> &feeds);

/// Denied (subject server_lost) when the server that says to be another copy has next to nothing of what this desk has
/// of it, or not all that this desk brought when it took the store up: a refill would take it away here as well. To be
/// asked before anything is sent or dropped.
Result<void> stillHasOurs(
    Database &database, Remote &remote, const std::map<int, qint64> &feeds, int store, const QString &generation);

} // namespace updesk
