// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/serverbackup.h"

#include <optional>
#include <vector>

namespace updesk
{

/// A copy of the whole server's files, from which its write-ahead log goes on.
struct BaseBackup {
    QString folder;
    Time at = 0; ///< as its name says, UTC
    QByteArray first; ///< the segment of the log that it begins with; empty: the folder is no whole base backup
};

/// Segments of the log that the archive lacks: from a base backup before it nothing after can be restored.
struct WalHole {
    QByteArray first, last;
    Time after = 0; ///< when the segment before was archived
    bool operator==(const WalHole &) const = default;
};

/// How far a moment of the past can be restored.
struct ServerArchive {
    std::vector<BaseBackup> bases; ///< whole ones, the oldest first
    std::vector<WalHole> holes; ///< behind the oldest
    QByteArray newest; ///< the last segment that is archived; empty: none is
    Time upTo = 0; ///< when it was
};
/// What lies in a folder of base backups and in the archive of the log. NotFound: one of the folders is not there.
Result<ServerArchive> readArchive(const QString &folder, const QString &wal);

/// What was taken away because nothing within the days kept needs it.
struct Pruned {
    int bases = 0, segments = 0;
};
/// Keeps every base backup of the last `days` days and the newest one before them, with the log from there on: each
/// moment of these days can be restored. Touches only what backUpBase() and PostgreSQL name so. Failed (subject: a
/// file).
Result<Pruned> pruneArchive(const QString &folder, const QString &wal, Time now, int days);

enum class Archiving : quint8 { Off, Works, Fails };
struct MadeBase {
    BaseBackup base;
    qint64 bytes = 0;
    Archiving archiving = Archiving::Off; ///< whether the server puts its log into an archive
};
/// Copies the running server by pg_basebackup into a folder of its own below `folder`, named by the time; the name
/// appears when the copy is whole. NotFound (subject pg_basebackup: the program is missing, package
/// postgresql-client-15), Failed: what it said. Else what Pg::open() gives.
Result<MadeBase> backUpBase(const Pg::Options &administrator, const QString &folder, Time now);

struct ArchiveDrill {
    RestoreDrill drill;
    BaseBackup base;
    Time upTo = 0; ///< of the last change that was restored
    std::optional<WalHole> hole; ///< at which it had to end
};
/// Restores the newest base backup before `until` (0: the newest) with the archived log up to that moment (0: to its
/// end) into a server of its own below `scratch`, which nobody else can reach, checks it whole, reads every row and
/// fills a desk of each store; all of it is gone afterwards. `administrator` names database and login; the live server
/// is not asked. `erasures` as readWhole() takes it. NotFound (subject base: none is that old; pg_ctl: package
/// postgresql-15), Damaged (subject wal, detail the first segment that is missing: the log ends before `until`),
/// Failed.
Result<ArchiveDrill> drillArchive(const Pg::Options &administrator, const ServerArchive &archive, const QString &wal,
    Time until, const Database::Setup &desk, const QString &erasures = {});

} // namespace updesk
