// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbrows.h"

#include "core/store/apply.h"

namespace updesk
{

// Calls, texts and mails out that a person made and no row corrects.
static constexpr char kLastAttempt[] =
    "SELECT id FROM activity a WHERE lead_id=?1 AND deleted=0 AND direction=2 AND kind IN (0,1,2) AND evidence<>4"
    " AND NOT EXISTS(SELECT 1 FROM activity c WHERE c.lead_id=a.lead_id AND c.corrects_id=a.id AND c.deleted=0)"
    " ORDER BY at DESC LIMIT 1";

Result<Activity> lastAttemptOf(Database &database, LeadId lead)
{
    Id id;
    {
        Query q = database.query(kLastAttempt);
        q.bind(1, lead);
        if (q.next())
            id = q.id(0);
        if (auto done = q.done(); !done)
            return done.error();
    }
    if (id.isNull())
        return Error{Error::Code::NotFound, QStringLiteral("attempt"), {}};
    return load(database, kActivity, id);
}

Result<std::vector<Visit>> visitsWithoutPerson(Database &database, LeadId lead)
{
    std::vector<Id> ids;
    {
        Query q = database.query("SELECT id FROM visit WHERE lead_id=?1 AND deleted=0 AND person_id IS NULL"
                                 " AND left_at=0");
        q.bind(1, lead);
        while (q.next())
            ids.push_back(q.id(0));
        if (auto done = q.done(); !done)
            return done.error();
    }
    std::vector<Visit> visits;
    for (const Id &id : ids) {
        auto visit = load(database, kVisit, id);
        if (!visit)
            return visit.error();
        visits.push_back(*visit);
    }
    return visits;
}

} // namespace updesk
