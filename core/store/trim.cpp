// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/trim.h"

#include "core/store/transaction.h"
#include "core/store/unsent.h"

namespace updesk
{

// Log order is clock order, so the old deeds are the first. The last deed of all stays whatever its age: it holds the
// clock, and the numbers after it must not begin anew below the cursor.
static constexpr char kMarkSlice[] =
    "INSERT INTO state(k,v) SELECT 'trimmed', m FROM (SELECT max(n) AS m FROM (SELECT n, hlc FROM deed"
    " WHERE n<=(SELECT v FROM state WHERE k='sent') ORDER BY n LIMIT ?2) WHERE hlc<?1) WHERE m IS NOT NULL"
    " ON CONFLICT(k) DO UPDATE SET v=max(v,excluded.v)";
static constexpr char kDropSlice[] = "DELETE FROM deed WHERE n<=(SELECT v FROM state WHERE k='trimmed')"
                                     " AND n<=(SELECT v FROM state WHERE k='sent')"
                                     " AND n<(SELECT max(n) FROM deed) AND n NOT IN (SELECT n FROM stuck)"
                                     " AND epoch<>" UPDESK_FOR_GOOD;

// Up to where the log was let go is kept, so that a check knows a line that is missing from one that was dropped.
static Result<int> dropSlice(Database &database, Hlc before, int most)
{
    auto tx = Transaction::begin(database, {});
    if (!tx)
        return tx.error();
    Query mark = database.query(kMarkSlice);
    if (auto done = mark.bind(1, before).bind(2, most).run(); !done)
        return done.error();
    if (auto done = database.query(kDropSlice).run(); !done)
        return done.error();
    const int dropped = database.changed();
    if (auto done = tx->commit(); !done)
        return done.error();
    return dropped;
}

Result<int> trimLog(Database &database, Time now)
{
    constexpr int kSlice = 500;
    int dropped = 0;
    for (;;) {
        const auto slice = dropSlice(database, (now - kDeedsKept) * 65536, kSlice);
        if (!slice)
            return slice.error();
        dropped += *slice;
        if (*slice == 0)
            return dropped;
        Database::giveWay();
    }
}

} // namespace updesk
