// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/sync/servercheck.h"
#include "core/sync/servererase.h"

namespace updesk
{

/// Two files that only their owner can read: the database and the logins.
struct ServerBackup {
    QString dump, logins;
    qint64 bytes = 0;
    bool passwords = false; ///< sealed, with the logins; PostgreSQL shows them to a superuser
};

/// What came out of a backup that was restored into a database made for it and taken away again.
struct RestoreDrill {
    ServerReport report;
    qint64 rows = 0; ///< of all tables, each read whole
    qint64 filled = 0; ///< of them, what a fresh desk of each store was filled with
    bool newGeneration = false; ///< desks would notice the restore
    ErasuresReplayed replayed; ///< of the list of erasures, when there is one
    qint64 left = 0; ///< rows and ops that still say something about somebody who was erased
};

/// Runs pg_dump and pg_dumpall over a line that is proved as Pg::open() would have it; `stamp` stands in the files'
/// names, which appear only when both are complete. NotFound with subject pg_dump or pg_dumpall: the program is missing
/// (package postgresql-client-15). Failed: what it said. Else what Pg::open() gives.
Result<ServerBackup> backUpServer(const Pg::Options &administrator, const QString &folder, const QString &stamp);

/// Checks a database that was restored for it, reads every table and fills a desk's file of each store, which is gone
/// afterwards. Whether desks would notice is not asked. `erasures`: a list that keepErasures() wrote, which is replayed
/// first; then nothing of these persons must be there. Errors of replayErasures() too.
Result<RestoreDrill> readWhole(const Pg::Options &restored, const Database::Setup &desk, const QString &erasures = {});

/// Restores `dump` beside the live database, checks it whole, reads every table and fills a desk's file of each store,
/// which is gone afterwards. NotFound (subject pg_restore or the file), Failed.
/// `erasures` as above.
Result<RestoreDrill> drillRestore(const Pg::Options &administrator, const QString &dump, const Database::Setup &desk,
    const Id &name, const QString &erasures = {});

} // namespace updesk
