// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/duevisitrows.h"

#include "core/store/found.h"

namespace updesk
{

static_assert(int(Appointment::State::Confirmed) == 2 && int(Appointment::State::Missed) == 4);

static constexpr char kUnmarked[] =
    "SELECT a.id FROM appointment a WHERE a.at>=?1 AND a.at<=?2 AND a.deleted=0 AND (a.state IN (0,1,2) OR (a.state=4"
    " AND EXISTS(SELECT 1 FROM visit v WHERE v.appointment_id=a.id AND v.deleted=0))) ORDER BY a.at, a.id LIMIT ?3";
static constexpr char kNext[] =
    "SELECT at FROM appointment WHERE at>?1 AND deleted=0 AND state IN (0,1,2) ORDER BY at LIMIT 1";
static constexpr char kComing[] = "SELECT id FROM appointment WHERE lead_id=?1 AND deleted=0 AND at>?2"
                                  " AND state IN (0,1,2) ORDER BY at, id LIMIT 1";
static constexpr char kComingOf[] =
    "SELECT a.id FROM lead l CROSS JOIN appointment a ON a.lead_id=l.id WHERE l.customer_id=?1 AND l.deleted=0"
    " AND a.deleted=0 AND a.at>?2 AND a.state IN (0,1,2) ORDER BY a.at, a.id LIMIT 2";
static constexpr char kExpected[] =
    "SELECT a.id FROM lead l CROSS JOIN appointment a ON a.lead_id=l.id WHERE l.customer_id=?1 AND l.deleted=0"
    " AND a.deleted=0 AND a.at>=?2 AND a.at<?3 AND a.state IN (0,1,2,4) ORDER BY abs(a.at-?4), a.id LIMIT 1";
static constexpr char kVisitOf[] =
    "SELECT id FROM visit WHERE appointment_id=?1 AND deleted=0 ORDER BY arrived, id LIMIT 1";

Result<std::vector<AppointmentId>> unmarkedVisits(Database &database, Time from, Time to, int most)
{
    std::vector<AppointmentId> ids;
    Query q = database.query(kUnmarked);
    q.bind(1, from).bind(2, to).bind(3, most);
    while (q.next())
        ids.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return ids;
}

Result<Time> nextUnmarkedVisit(Database &database, Time after)
{
    Query q = database.query(kNext);
    q.bind(1, after);
    const Time at = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return at;
}

Result<std::optional<Appointment>> comingVisit(Database &database, LeadId lead, Time now)
{
    Query q = database.query(kComing);
    q.bind(1, lead).bind(2, now);
    return foundRow(database, kAppointment, std::move(q));
}

Result<std::vector<Appointment>> comingVisitsOf(Database &database, CustomerId customer, Time now)
{
    Query q = database.query(kComingOf);
    q.bind(1, customer).bind(2, now);
    return foundRows(database, kAppointment, std::move(q));
}

Result<std::optional<Appointment>> expectedVisit(Database &database, CustomerId customer, Time from, Time to, Time at)
{
    Query q = database.query(kExpected);
    q.bind(1, customer).bind(2, from).bind(3, to).bind(4, at);
    return foundRow(database, kAppointment, std::move(q));
}

Result<std::optional<Visit>> visitOfAppointment(Database &database, AppointmentId appointment)
{
    Query q = database.query(kVisitOf);
    q.bind(1, appointment);
    return foundRow(database, kVisit, std::move(q));
}

} // namespace updesk
