// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/op.h"
#include "core/store/transaction.h"

#include <span>

namespace updesk
{

/// A table that says something about a person: which columns tie a row to them, by rows of the tables before it, and
/// which of its texts say nothing of them and stay. All other texts and bytes are emptied; numbers and ids stay.
struct ErasedTable {
    const char *table;
    std::array<const char *, 2> by; ///< "id": the person's own record
    std::array<const char *, 5> kept{};
};
/// In the order in which what hangs on them is found.
std::span<const ErasedTable> erasedTables();
/// nullptr: its rows say nothing of any person.
const ErasedTable *erasedTable(QByteArrayView table);
/// Whether erasing empties this column.
bool isPersonal(const Table &table, const Column &column);

/// Empties all that is one person's when a row of `erasure` comes that counts: the rows, this desk's log and what else
/// lies in the file. Only then the file is to be wiped.
extern const Derivation kErasures;
/// Again, of every erasure that counts: rows came in bulk from a server that had been set back.
Result<void> eraseAgain(Database &database, int store);

Result<bool> isErased(Database &database, const Id &row);
/// Whether the op says something personal about somebody who was erased.
Result<bool> fillsErased(Database &database, const Op &op);

/// What was written over is still in the write-ahead log, and in the whole copies that lie beside the file: takes
/// both away, when there is anything to wipe. False: somebody reads the file or a copy just now, it is to be
/// tried again.
Result<bool> wipe(Database &database);

} // namespace updesk
