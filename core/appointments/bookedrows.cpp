// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/appointment.h"
#include "core/appointments/freeslot.h"

namespace updesk
{

static_assert(int(Appointment::State::Missed) == 4 && int(Appointment::State::Cancelled) == 6);

Result<std::vector<Time>> bookedTimes(Database &database, PersonId person, Time from, Time to)
{
    static constexpr const char *kBooked =
        "SELECT at FROM appointment WHERE at>=?2 AND at<?3 AND person_id=?1 AND deleted=0 AND state NOT IN (4, 5, 6)"
        " ORDER BY at";
    std::vector<Time> times;
    Query q = database.query(kBooked);
    q.bind(1, person).bind(2, from).bind(3, to);
    while (q.next())
        times.push_back(q.number(0));
    if (auto done = q.done(); !done)
        return done.error();
    return times;
}

} // namespace updesk
