// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/notices.h"

namespace updesk
{

Result<void> tell(Transaction &tx, const Notice &notice)
{
    Query q =
        tx.database().query("INSERT INTO notice(person_id,kind,at,lead_id,other_id,count) VALUES(?1,?2,?3,?4,?5,?6)");
    q.bind(1, notice.person).bind(2, int(notice.kind)).bind(3, notice.at).bind(4, notice.lead).bind(5, notice.other);
    return q.bind(6, notice.count).run();
}

Result<void> untell(Transaction &tx, LeadId lead, Time at)
{
    Query q = tx.database().query("DELETE FROM notice WHERE lead_id=?1 AND at=?2 AND seen=0");
    return q.bind(1, lead).bind(2, at).run();
}

Result<void> untellAll(Transaction &tx, LeadId lead)
{
    Query q = tx.database().query("DELETE FROM notice WHERE lead_id=?1 AND seen=0");
    return q.bind(1, lead).run();
}

Result<void> untellPool(Transaction &tx, LeadId lead)
{
    Query q = tx.database().query("DELETE FROM notice WHERE lead_id=?1 AND kind=?2 AND seen=0");
    return q.bind(1, lead).bind(2, int(Notice::Kind::UpForGrabs)).run();
}

Result<std::vector<Notice>> notices(Database &database, PersonId person, int limit)
{
    std::vector<Notice> rows;
    Query q = database.query("SELECT n,person_id,kind,at,lead_id,other_id,count,seen FROM notice"
                             " WHERE person_id=?1 ORDER BY n DESC LIMIT ?2");
    q.bind(1, person).bind(2, limit);
    while (q.next()) {
        rows.push_back({q.number(0), PersonId{q.id(1)}, Notice::Kind(q.number(2)), q.number(3), LeadId{q.id(4)},
            PersonId{q.id(5)}, q.integer(6), q.number(7) != 0});
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<int> unseenNotices(Database &database, PersonId person)
{
    Query q = database.query("SELECT count(*) FROM notice WHERE person_id=?1 AND seen=0");
    q.bind(1, person);
    const int count = q.next() ? q.integer(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return count;
}

Result<void> markNoticesSeen(Database &database, PersonId person)
{
    Query q = database.query("UPDATE notice SET seen=1 WHERE person_id=?1 AND seen=0");
    return q.bind(1, person).run();
}

} // namespace updesk
