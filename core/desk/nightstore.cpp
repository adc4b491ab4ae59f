// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/nightstore.h"

namespace updesk
{

Result<qint64> lastScoredDay(Database &database) { return database.state("scored_day"); }

Result<void> setLastScoredDay(Database &database, int day)
{
    Query q =
        database.query("INSERT INTO state(k,v) VALUES('scored_day',?1) ON CONFLICT(k) DO UPDATE SET v=excluded.v");
    return q.bind(1, day).run();
}

Result<qint64> lastDisposalMonth(Database &database) { return database.state("disposal_month"); }

Result<void> setLastDisposalMonth(Database &database, int month)
{
    Query q =
        database.query("INSERT INTO state(k,v) VALUES('disposal_month',?1) ON CONFLICT(k) DO UPDATE SET v=excluded.v");
    return q.bind(1, month).run();
}

Result<qint64> lastListDay(Database &database) { return database.state("list_told"); }

Result<void> setLastListDay(Database &database, int day)
{
    Query q = database.query("INSERT INTO state(k,v) VALUES('list_told',?1) ON CONFLICT(k) DO UPDATE SET v=excluded.v");
    return q.bind(1, day).run();
}

} // namespace updesk
