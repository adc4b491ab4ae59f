// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/otherplans.h"
#include "core/store/aliases.h"

namespace updesk
{

#define BESIDE "WITH " UPDESK_RECORDS("customer_id FROM lead WHERE id=?1")
#define OF_BESIDE " FROM who CROSS JOIN lead l WHERE l.customer_id=who.id AND l.id<>?1 AND l.deleted=0"
static constexpr char kFollowed[] =
    BESIDE "SELECT l.id" OF_BESIDE
           " AND EXISTS(SELECT 1 FROM enrolment e WHERE e.lead_id=l.id AND e.state=0 AND e.deleted=0) ORDER BY l.id";
// A refusal (16) is no answer: it counts by the row that keeps it.
static constexpr char kElsewhere[] = BESIDE
    "SELECT max((SELECT max(a.at) FROM activity a WHERE a.lead_id=l.id AND a.at>?2 AND a.deleted=0 AND a.direction=1"
    " AND a.kind IN (0,1,2) AND a.code<>16)),"
    " max(max(coalesce((SELECT max(a.at) FROM activity a WHERE a.lead_id=l.id AND a.at>?2 AND a.deleted=0"
    " AND a.direction=1 AND a.kind=3),0),"
    " coalesce((SELECT max(p.at) FROM appointment p WHERE p.lead_id=l.id AND p.deleted=0 AND p.state IN (0,1,2)"
    " AND p.at>?2 AND p.set_at>?2),0))),"
    " max(iif(l.closed=1 AND l.closed_at>?2, l.closed_at, 0))" OF_BESIDE;

Result<std::vector<LeadId>> followedBeside(Database &database, LeadId lead)
{
    std::vector<LeadId> leads;
    Query q = database.query(kFollowed);
    q.bind(1, lead);
    while (q.next())
        leads.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return leads;
}

Result<Elsewhere> elsewhereSince(Database &database, LeadId lead, Time since)
{
    Elsewhere out;
    Query q = database.query(kElsewhere);
    q.bind(1, lead).bind(2, since);
    if (q.next())
        out = {q.number(0), q.number(1), q.number(2)};
    if (auto done = q.done(); !done)
        return done.error();
    return out;
}

} // namespace updesk
