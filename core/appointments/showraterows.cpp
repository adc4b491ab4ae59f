// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/showraterows.h"

namespace updesk
{

using State = Appointment::State;
static_assert(int(State::Rescheduled) == 5 && int(State::Cancelled) == 6 && int(State::Confirmed) == 2
    && int(State::Missed) == 4);

// Who stood in the showroom came, whatever a desk that did not know has written.
static constexpr char kPast[] =
    "SELECT a.id, a.lead_id, a.at, a.set_at, a.state, CASE WHEN a.state IN (0,1,2,4) THEN"
    " EXISTS(SELECT 1 FROM visit v WHERE v.appointment_id=a.id AND v.deleted=0) ELSE 0 END"
    " FROM appointment a WHERE a.at>=?1 AND a.at<?2 AND a.deleted=0 AND a.state NOT IN (5,6) AND a.set_at>0"
    " ORDER BY a.at DESC, a.id DESC";
static constexpr char kNamed[] =
    "SELECT ifnull(c.full_name,''), ifnull(c.company,''), ifnull(n.wants,'') FROM appointment a"
    " LEFT JOIN customer c ON c.id=a.customer_id LEFT JOIN lead_now n ON n.lead_id=a.lead_id WHERE a.id=?1";

static PastVisit::Went wentOf(State state, bool visited)
{
    if (visited || state == State::Arrived || state == State::Sold)
        return PastVisit::Went::Came;
    return state == State::Missed ? PastVisit::Went::Missed : PastVisit::Went::Unsaid;
}

Result<std::vector<PastVisit>> pastVisits(Database &database, Time from, Time to)
{
    std::vector<PastVisit> visits;
    Query q = database.query(kPast);
    q.bind(1, from).bind(2, to);
    while (q.next()) {
        PastVisit &visit = visits.emplace_back();
        visit.id.value = q.id(0);
        visit.lead.value = q.id(1);
        visit.at = q.number(2);
        visit.setAt = q.number(3);
        visit.went = wentOf(State(q.number(4)), q.number(5) != 0);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return visits;
}

Result<std::vector<PastVisitRow>> pastVisitRows(Database &database, std::span<const PastVisit> visits)
{
    std::vector<PastVisitRow> rows;
    for (const PastVisit &visit : visits) {
        PastVisitRow &row = rows.emplace_back();
        row.visit = visit;
        Query q = database.query(kNamed);
        q.bind(1, visit.id);
        if (q.next()) {
            row.name = q.text(0).isEmpty() ? q.text(1) : q.text(0);
            row.wants = q.text(2);
        }
        if (auto done = q.done(); !done)
            return done.error();
    }
    return rows;
}

} // namespace updesk
