// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/setback.h"
#include "core/sync/remote.h"

#include <set>

namespace updesk
{

/// Why a deed below the cursor has not reached the server yet.
enum class Stuck : quint8 {
    Held, ///< this desk is newer than the server: tried again when the server has a newer schema
    Parked, ///< the server failed on it again and again: a person looks at it. Tried again as Held is
    Waiting, ///< its author is not signed in at this desk
    Behind, ///< changes a row that an earlier stuck deed changes
};

inline constexpr int kAnySchema = -1; ///< what is put aside under it is tried with every server

/// The rows that deeds change: what may not be overtaken.
using RowsOf = std::set<std::pair<const Table *, Id>>;

/// What goes next, and what has to stay behind: deeds before `upTo` that are in neither have been sent.
struct Batch {
    PersonId who;
    std::vector<OutDeed> deeds;
    struct Staying {
        qint64 n = 0;
        Stuck state = Stuck::Waiting;
        QString why;
    };
    std::vector<Staying> staying; ///< that are not in the table `stuck` yet, or stand there for another reason
    qint64 upTo = 0; ///< the cursor once the batch is answered
};

/// How much one push carries; a larger deed goes alone. From sync.md 4.
struct BatchLimits {
    int ops = 200;
    int bytes = 256 * 1024;
    int deeds = 200;
};

/// The deeds at the head of all that waits of which the file says why they stay, as the last look found them: the next
/// one begins behind them, and what it costs does not grow with them, until one of them may go.
struct Outlook {
    qint64 upTo = 0;
    RowsOf rows; ///< that they change
    std::vector<OutDeed> absent; ///< one of each kind that Remote::maySend() did not let go; without its ops
    int schema = 0; ///< of the server
    qint64 unstuck = 0; ///< how often a deed that stayed had become free, by any program
};

/// The next deeds of one person that may go, in log order. A row's later changes never overtake an earlier one.
Result<Batch> nextBatch(
    Database &database, const Remote &remote, int serverSchema, const BatchLimits &limits, Outlook &outlook);

/// After the server's answers, in one transaction: the cursor moves, refused ops bring the server's row home, held
/// deeds are kept back, and what was lost or met another's edit becomes a setback. Returns how many.
Result<int> takeAnswers(
    Database &database, const Batch &batch, const std::vector<Answer> &answers, int serverSchema, int store);

/// Notes the deeds that stay behind when nothing could be sent.
Result<void> leaveBehind(Database &database, const Batch &batch, int serverSchema);

/// Puts a deed aside that the server of this schema cannot take; it stays in the log.
Result<void> park(Database &database, qint64 n, const QString &why, int serverSchema);

/// Something that stayed may go now: whoever remembers what stays looks anew.
Result<void> countUnstuck(Database &database);

/// Tries what was put aside once more, whatever the server's schema: it may be another server.
Result<void> tryParkedAgain(Database &database);

/// Deeds that were sent, of which a server that came back from a backup knows nothing. Those from before the store had
/// a server went up as rows and are none of them.
Result<std::vector<qint64>> missingAtServer(Database &database, Remote &remote);
/// They are sent once more, each when its author is there.
Result<void> sendAgain(Database &database, const std::vector<qint64> &deeds);

/// What this desk has not brought to the server.
struct Unsent {
    qint64 deeds = 0, ops = 0;
    Time oldest = 0; ///< 0: none
    qint64 held = 0, parked = 0, waiting = 0;
};
Result<Unsent> unsent(Database &database);

} // namespace updesk
