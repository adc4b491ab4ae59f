// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/tonerows.h"

namespace updesk
{

static constexpr char kWaiting[] =
    "SELECT " UPDESK_TONE ", (SELECT max(a.at) FROM activity a WHERE a.lead_id=n.lead_id AND a.at>=n.waiting_since"
    " AND a.direction=1 AND a.deleted=0) FROM lead_now n WHERE n.lead_id=?1 AND n.waiting_since>0";

Result<WaitingTone> waitingTone(Database &database, LeadId lead)
{
    WaitingTone waits;
    Query q = database.query(kWaiting);
    q.bind(1, lead);
    if (q.next())
        waits = {toneFrom(q.text(0)), q.number(1)};
    const auto done = q.done();
    return done ? Result<WaitingTone>(waits) : Result<WaitingTone>(done.error());
}

} // namespace updesk
