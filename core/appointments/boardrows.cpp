// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"

#include "core/store/apply.h"

#include <algorithm>

namespace updesk
{

// Columns: the appointment, its customer and lead, the visit. A call out that reached nobody in the day before the
// visit was a try to confirm it.
static constexpr char kBoard[] =
    "SELECT a.id, a.lead_id, a.customer_id, a.person_id, a.at, a.state, a.set_by, a.set_at, a.note, a.state_by,"
    " a.state_at, a.confirmed_by, a.confirmed_at, a.confirmed_way, a.moved_from, ifnull(c.full_name,''),"
    " ifnull(c.company,''), ifnull(n.wants,''), ifnull(n.stock,''), ifnull(n.closed,0), v.id, v.lead_id, v.customer_id,"
    " v.person_id, v.arrived, v.left_at, v.be_back, v.greeted, v.walk_around, v.demo_drive, v.appraisal, v.write_up,"
    " v.manager_turn, v.finance,"
    " (SELECT count(*) FROM activity t WHERE t.lead_id=a.lead_id AND t.at>=max(a.set_at,a.at-?5) AND t.at<a.at"
    "   AND t.deleted=0 AND t.kind=0 AND t.direction=2 AND t.evidence<>4 AND t.outcome IN (3,4))"
    " FROM appointment a LEFT JOIN customer c ON c.id=a.customer_id LEFT JOIN lead_now n ON n.lead_id=a.lead_id"
    " LEFT JOIN visit v ON v.id=(SELECT w.id FROM visit w WHERE w.appointment_id=a.id AND w.deleted=0"
    "   ORDER BY w.arrived LIMIT 1)"
    " WHERE a.at>=?1 AND a.at<?2 AND a.deleted=0 AND (?3 IS NULL OR a.person_id=?3) ORDER BY a.at, a.id LIMIT ?4";
static_assert(int(Outcome::Voicemail) == 3 && int(Outcome::NoAnswer) == 4 && int(Evidence::Automatic) == 4);

static constexpr char kSteps[] =
    "SELECT t.appointment_id, t.kind, t.due, t.channel, t.dropped, ifnull(d.at,0)"
    " FROM appointment a CROSS JOIN task t ON t.appointment_id=a.id LEFT JOIN activity d ON d.id=t.done_by_activity"
    " WHERE a.at>=?1 AND a.at<?2 AND a.deleted=0 AND t.deleted=0";

static constexpr char kOfLead[] = "SELECT id FROM appointment WHERE lead_id=?1 AND deleted=0 ORDER BY at DESC, id DESC";

static void readRow(const Query &q, BoardRow &row)
{
    int i = -1;
    const auto next = [&](auto &value) { q.read(++i, value); };
    Appointment &a = row.appointment;
    next(a.id), next(a.lead), next(a.customer), next(a.person), next(a.at), next(a.state), next(a.setBy), next(a.setAt);
    next(a.note), next(a.stateBy), next(a.stateAt), next(a.confirmedBy), next(a.confirmedAt), next(a.confirmedWay);
    next(a.movedFrom), next(row.name);
    if (row.name.isEmpty())
        row.name = q.text(i + 1);
    ++i;
    next(row.wants), next(row.stock);
    row.closed = q.number(++i) != 0;
    Visit &v = row.visit;
    next(v.id), next(v.lead), next(v.customer), next(v.person), next(v.arrived), next(v.left), next(v.beBack);
    for (const auto at : {&Visit::greeted, &Visit::walkAround, &Visit::demoDrive, &Visit::appraisal, &Visit::writeUp,
             &Visit::managerTurn, &Visit::finance})
        next(v.*at);
    next(row.tries);
    if (!v.id.isNull())
        v.appointment = a.id;
}

static Result<void> readSteps(Database &database, Time from, Time to, std::vector<BoardRow> &rows)
{
    Query q = database.query(kSteps);
    q.bind(1, from).bind(2, to);
    while (q.next()) {
        const AppointmentId of{q.id(0)};
        const auto row = std::ranges::find_if(rows, [&](const BoardRow &one) { return one.appointment.id == of; });
        if (row == rows.end())
            continue;
        const BoardStep step{q.number(2), Channel(q.number(3)), q.number(5), q.number(4) != 0};
        BoardStep BoardRow::*place = nullptr;
        switch (Task::Kind(q.number(1))) {
        case Task::Kind::Confirm:
            place = &BoardRow::confirm;
            break;
        case Task::Kind::Remind:
            place = &BoardRow::remind;
            break;
        default: // a call, or whatever way the customer allows, when nobody came
            place = &BoardRow::recover;
        }
        // Of several the one that is still to do counts, else the newest.
        BoardStep &known = (*row).*place;
        if (known.due == 0 || std::pair(step.isOpen(), step.due) > std::pair(known.isOpen(), known.due))
            known = step;
    }
    return q.done();
}

Result<std::vector<BoardRow>> boardRows(Database &database, Time from, Time to, PersonId person, int limit)
{
    std::vector<BoardRow> rows;
    {
        Query q = database.query(kBoard);
        q.bind(1, from).bind(2, to).bind(3, person).bind(4, limit).bind(5, kConfirmBefore);
        while (q.next())
            readRow(q, rows.emplace_back());
        if (auto done = q.done(); !done)
            return done.error();
    }
    if (auto read = readSteps(database, from, to, rows); !read)
        return read.error();
    return rows;
}

BoardCounts countsOf(const std::vector<BoardRow> &rows, const Hours &hours, Time now)
{
    BoardCounts counts;
    for (const BoardRow &row : rows)
        count(counts, shownState(row.appointment, !row.visit.id.isNull(), hours, now), row.appointment.confirmedAt > 0);
    return counts;
}

Result<std::vector<Appointment>> appointmentsOfLead(Database &database, LeadId lead)
{
    std::vector<Id> ids;
    {
        Query q = database.query(kOfLead);
        q.bind(1, lead);
        while (q.next())
            ids.push_back(q.id(0));
        if (auto done = q.done(); !done)
            return done.error();
    }
    std::vector<Appointment> rows;
    for (const Id &id : ids) {
        auto row = load(database, kAppointment, id);
        if (!row)
            return row.error();
        rows.push_back(std::move(*row));
    }
    return rows;
}

} // namespace updesk
