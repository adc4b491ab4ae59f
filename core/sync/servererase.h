// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pg.h"
#include "core/sync/serverschema.h"

namespace updesk
{

/// The SQL that empties what is personal of one customer, from the declarations of these tables.
QByteArray serverErasingSql(SyncedTables tables);

/// What a list of erasures did to a restored server.
struct ErasuresReplayed {
    int done = 0;
    int known = 0; ///< stood there already
    int absent = 0; ///< of stores that the copy does not know
};

/// How many rows and ops of the history still say something about somebody whose erasure stands on this server.
Result<qint64> erasedLeft(Pg &admin, SyncedTables tables);

/// Adds to the file what the server knows of erasures that the file does not; keeps the lines that are there. How many
/// it holds afterwards. Denied when the file cannot be written; it is then as it was. The file holds ids and hashes.
Result<int> keepErasures(Pg &admin, const QString &file);

/// Erases once more whom the file names. Damaged, with the line's number, when a line says nothing; nothing is done
/// then.
Result<ErasuresReplayed> replayErasures(Pg &admin, const QString &file);

} // namespace updesk
