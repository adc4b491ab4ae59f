// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/queuerows.h"

#include <atomic>

namespace updesk
{

/// The rows that a filter finds, as they stood at one moment.
struct QueueHits {
    std::vector<QueueKey> keys; ///< in the queue's order, those of the group Later too
    std::array<int, 6> counts{}; ///< of each group
};

/// Looks through the words of all open leads. They are read in one go and kept beside the connection, about 200 bytes a
/// lead, until anything is written to the file: so whoever asks at each key typed keeps a connection for it, on a
/// thread of its own. Call regroup() before. Busy: `leave` was set meanwhile.
Result<QueueHits> queueHits(Database &database, const QueueFilter &filter, const std::atomic<bool> *leave = nullptr);

/// What the filter's words are looked for in, folded.
QString soughtIn(const QString &name, const QString &wants, const QString &stock, const QString &source);
/// The words of the filter, folded; all must be in there.
QStringList soughtWords(const QueueFilter &filter);

} // namespace updesk
