// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/waitingrows.h"

#include "core/store/unsent.h"

namespace updesk
{

#define DEEDS                                                                                                          \
    "SELECT d.id, d.who, d.hlc, d.verb, ifnull(s.state,-1), ifnull(s.why,''), ifnull(r.v,'') FROM deed d"              \
    " LEFT JOIN stuck s ON s.n=d.n LEFT JOIN desk_setting r ON r.k='refused:'||lower(hex(d.who)) WHERE"

static Result<std::vector<WaitingDeed>> read(Query q)
{
    std::vector<WaitingDeed> all;
    while (q.next()) {
        WaitingDeed deed{DeedId{q.id(0)}, PersonId{q.id(1)}, timeOf(q.number(2)), q.bytes(3), {}, q.text(5), q.text(6)};
        if (q.integer(4) >= 0)
            deed.stuck = Stuck(q.integer(4));
        all.push_back(std::move(deed));
    }
    if (auto done = q.done(); !done)
        return done.error();
    return all;
}

// Of the program's own only what somebody has to look at: it is no work of anybody that waits. Nor is what the gate
// said when they went about it.
Result<std::vector<WaitingDeed>> waitingDeeds(Database &database, int limit)
{
    Query q = database.query(DEEDS " d.n>=" UPDESK_FIRST_UNSENT "AND" UPDESK_UNSENT
                                   "AND ((d.who IS NOT NULL AND d.verb<>'gate') OR ifnull(s.state,-1)=1)"
                                   " ORDER BY d.n LIMIT ?1");
    q.bind(1, limit);
    return read(std::move(q));
}

Result<std::vector<WaitingDeed>> parkedDeeds(Database &database)
{
    return read(database.query(DEEDS " d.n IN (SELECT n FROM stuck WHERE state=1) ORDER BY d.n"));
}

Result<WaitingCount> countWaiting(Database &database)
{
    WaitingCount count;
    Query q = database.query("SELECT d.who, ifnull(s.state,-1), count(*), (SELECT v<>'password' FROM desk_setting"
                             " WHERE k='refused:'||lower(hex(d.who))), sum(d.verb='gate') FROM deed d"
                             " LEFT JOIN stuck s ON s.n=d.n"
                             " WHERE" UPDESK_UNSENT "GROUP BY 1, 2 ORDER BY 1, 2");
    while (q.next()) {
        const PersonId who{q.id(0)};
        const int state = q.integer(1);
        const qint64 deeds = q.number(2);
        const qint64 work = who.isNull() ? 0 : deeds - q.number(4);
        count.people += work;
        count.program += deeds - work;
        if (state == int(Stuck::Held))
            count.held += deeds;
        else if (state == int(Stuck::Parked))
            count.parked += deeds;
        else if (state == int(Stuck::Waiting))
            count.signIn.push_back({who, deeds, q.integer(3) != 0});
    }
    if (auto done = q.done(); !done)
        return done.error();
    return count;
}

Result<std::vector<LeadId>> openClaims(Database &database)
{
    std::vector<LeadId> leads;
    Query q =
        database.query("SELECT DISTINCT json_extract(o.value,'$.r') FROM deed d, json_each(d.ops) o WHERE" UPDESK_UNSENT
                       "AND instr(d.ops,'\"claim\"')>0 AND json_extract(o.value,'$.k')='claim'");
    while (q.next()) {
        if (const auto lead = Id::fromHex(q.text(0).toStdString()))
            leads.push_back({*lead});
    }
    if (auto done = q.done(); !done)
        return done.error();
    std::ranges::sort(leads);
    return leads;
}

} // namespace updesk
