// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/trim.h"

namespace updesk
{

// Log order is clock order, so the old deeds are the first. The last deed of all stays whatever its age: it holds the
// clock, and the numbers after it must not begin anew below the cursor.
static constexpr char kDropSlice[] = "DELETE FROM deed WHERE n<=(SELECT max(n) FROM (SELECT n, hlc FROM deed"
                                     " WHERE n<=(SELECT v FROM state WHERE k='sent') ORDER BY n LIMIT ?2) WHERE hlc<?1)"
                                     " AND n<(SELECT max(n) FROM deed) AND n NOT IN (SELECT n FROM stuck)";

Result<int> trimLog(Database &database, Time now)
{
    constexpr int kSlice = 500;
    int dropped = 0;
    for (;;) {
        Query q = database.query(kDropSlice);
        if (auto done = q.bind(1, (now - kDeedsKept) * 65536).bind(2, kSlice).run(); !done)
            return done.error();
        const int slice = database.changed();
        dropped += slice;
        if (slice == 0)
            return dropped;
        Database::giveWay();
    }
}

} // namespace updesk
