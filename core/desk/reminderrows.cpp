// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/reminderrows.h"

#include "core/appointments/appointmentrules.h"
#include "core/leads/activity.h"

namespace updesk
{

static_assert(int(Appointment::State::Confirmed) == 2 && int(Task::Kind::Remind) == 8);

// Few visits lie within the next two hours: both look from them, not from the messages. ?1 now, ?2 the last moment of a
// visit that is reminded of now, ?3 how long before, ?5 and ?6 the visit behind which they look.
#define NEAR                                                                                                           \
    " (a.at,a.id)>(?5,?6) AND a.at>?1 AND a.at<=?2 AND a.deleted=0 AND a.state IN (0,1,2) AND a.set_at<a.at-?3 AND "   \
    "NOT EXISTS("                                                                                                      \
    "SELECT 1 FROM task t WHERE t.appointment_id=a.id AND t.kind=8 AND t.deleted=0) "
#define PURPOSE " m.purpose='remind '||lower(hex(a.id)) AND m.deleted=0 "

static constexpr char kToRemind[] = "SELECT a.id, a.at, a.customer_id FROM appointment a WHERE" NEAR
                                    "AND NOT EXISTS(SELECT 1 FROM message m WHERE m.lead_id=a.lead_id"
                                    " AND" PURPOSE ") ORDER BY a.at, a.id LIMIT ?4";
static constexpr char kEnded[] =
    "SELECT a.id, a.at, a.customer_id, m.state, m.why FROM appointment a CROSS JOIN message m ON m.lead_id=a.lead_id "
    "AND" PURPOSE "WHERE" NEAR "AND m.state IN ('failed','expired','cancelled') ORDER BY a.at, a.id LIMIT ?4";
static constexpr char kTasks[] =
    "SELECT id FROM task WHERE appointment_id=?1 AND kind=8 AND deleted=0 ORDER BY due, id";

static void bindNear(Query &q, Time now, int most, const VisitToRemind *after)
{
    q.bind(1, now).bind(2, now + kRemindBefore).bind(3, kRemindBefore).bind(4, most);
    q.bind(5, after ? after->at : now).bind(6, Value{after ? Value{after->id.value} : Value{Bytes{}}});
}

static VisitToRemind visitIn(const Query &q) { return {{q.id(0)}, q.number(1), {q.id(2)}}; }

Result<std::vector<VisitToRemind>> visitsToRemind(Database &database, Time now, int most, const VisitToRemind *after)
{
    std::vector<VisitToRemind> visits;
    Query q = database.query(kToRemind);
    bindNear(q, now, most, after);
    while (q.next())
        visits.push_back(visitIn(q));
    auto done = q.done();
    return done ? Result<std::vector<VisitToRemind>>(std::move(visits))
                : Result<std::vector<VisitToRemind>>(done.error());
}

Result<std::vector<EndedReminder>> endedReminders(Database &database, Time now, int most, const VisitToRemind *after)
{
    std::vector<EndedReminder> ended;
    Query q = database.query(kEnded);
    bindNear(q, now, most, after);
    while (q.next())
        ended.push_back({visitIn(q), q.text(3), q.text(4)});
    auto done = q.done();
    return done ? Result<std::vector<EndedReminder>>(std::move(ended))
                : Result<std::vector<EndedReminder>>(done.error());
}

Result<std::vector<TaskId>> remindersOf(Database &database, AppointmentId visit)
{
    std::vector<TaskId> tasks;
    Query q = database.query(kTasks);
    q.bind(1, visit);
    while (q.next())
        tasks.push_back({q.id(0)});
    auto done = q.done();
    return done ? Result<std::vector<TaskId>>(std::move(tasks)) : Result<std::vector<TaskId>>(done.error());
}

} // namespace updesk
