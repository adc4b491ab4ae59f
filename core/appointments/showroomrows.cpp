// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/showroomrows.h"

namespace updesk
{

#define PRESENT                                                                                                        \
    "SELECT v.id, v.lead_id, v.customer_id, v.person_id, v.arrived, v.left_at, v.be_back, v.appointment_id,"           \
    " v.greeted, v.walk_around, v.demo_drive, v.appraisal, v.write_up, v.manager_turn, v.finance,"                     \
    " ifnull(c.full_name,''), ifnull(c.company,''), ifnull(n.wants,''), ifnull(n.stock,''), ifnull(n.stage,0)"         \
    " FROM visit v LEFT JOIN customer c ON c.id=v.customer_id LEFT JOIN lead_now n ON n.lead_id=v.lead_id "
static constexpr char kPresent[] =
    PRESENT "WHERE v.left_at=0 AND v.arrived>=?1 AND v.deleted=0 ORDER BY v.arrived, v.id LIMIT 2000";
static constexpr char kBetween[] =
    PRESENT "WHERE v.arrived>=?1 AND v.arrived<?2 AND v.deleted=0 ORDER BY v.arrived, v.id LIMIT ?3";

static Result<std::vector<PresentRow>> read(Query q)
{
    std::vector<PresentRow> rows;
    while (q.next()) {
        PresentRow &row = rows.emplace_back();
        Visit &v = row.visit;
        int i = -1;
        const auto next = [&](auto &value) { q.read(++i, value); };
        next(v.id), next(v.lead), next(v.customer), next(v.person), next(v.arrived), next(v.left), next(v.beBack);
        next(v.appointment);
        for (const VisitStep step : kVisitSteps)
            next(v.*momentOf(step));
        next(row.name);
        if (row.name.isEmpty())
            row.name = q.text(i + 1);
        ++i;
        next(row.wants), next(row.stock), next(row.stage);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<std::vector<PresentRow>> presentRows(Database &database, Time since)
{
    Query q = database.query(kPresent);
    q.bind(1, since);
    return read(std::move(q));
}

Result<std::vector<PresentRow>> visitorsBetween(Database &database, Time from, Time to, int limit)
{
    Query q = database.query(kBetween);
    q.bind(1, from).bind(2, to).bind(3, limit);
    return read(std::move(q));
}

} // namespace updesk
