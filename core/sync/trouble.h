// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/outbox.h"

namespace updesk
{

/// What the server fails on: a batch that fails three times is sent in ever smaller parts, until the one deed is found
/// that it cannot take. It stands in the file, so it is found however often the connection or the program ends.
struct Trouble {
    qint64 first = 0; ///< the first deed of the batch that failed last; 0: none has since something went well
    bool alone = false; ///< that batch was this one deed
    int failures = 0; ///< of batches that began so, one after the other
    int most = 0; ///< deeds a batch while it is looked for; 0: as many as one carries
    qint64 upTo = 0; ///< the last deed of the batches that failed

    bool isFound() const; ///< nothing but `first` can be what the server fails on
    bool operator==(const Trouble &) const = default;
};

/// After a batch that the server failed on, and after one that it took or whose one deed was put aside.
Trouble afterFailure(Trouble before, const Batch &batch);
Trouble afterSuccess(Trouble before, const Batch &batch);
BatchLimits limitsIn(const Trouble &trouble);

/// Failed when the file cannot be read or written; what it holds that is no Trouble counts as none.
Result<Trouble> troubleOf(Database &database);
Result<void> keepTrouble(Database &database, const Trouble &trouble);

} // namespace updesk
