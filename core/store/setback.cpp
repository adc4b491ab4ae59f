// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/setback.h"

namespace updesk
{

#define COLUMNS "SELECT n,kind,at,who,verb,tbl,row_id,field,ours,theirs,why,other,seen FROM setback"

bool Setback::isClaim() const { return kind == Kind::Lost && table == "lead" && field == "owner_id"; }

static Result<std::vector<Setback>> read(Query q, qint64 bound)
{
    std::vector<Setback> all;
    q.bind(1, bound);
    while (q.next()) {
        all.push_back({q.number(0), Setback::Kind(q.number(1)), q.number(2), PersonId{q.id(3)}, q.bytes(4), q.bytes(5),
            q.id(6), q.bytes(7), q.text(8), q.text(9), q.text(10), PersonId{q.id(11)}, q.number(12) != 0});
    }
    if (auto done = q.done(); !done)
        return done.error();
    return all;
}

Result<std::vector<Setback>> setbacks(Database &database, int limit)
{
    return read(database.query(COLUMNS " ORDER BY n DESC LIMIT ?1"), limit);
}

Result<std::vector<Setback>> setbacksAfter(Database &database, qint64 n)
{
    return read(database.query(COLUMNS " WHERE n>?1 ORDER BY n"), n);
}

Result<void> markSetbacksSeen(Database &database)
{
    return database.query("UPDATE setback SET seen=1 WHERE seen=0").run();
}

} // namespace updesk
