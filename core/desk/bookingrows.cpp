// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/bookings.h"

#include "core/appointments/appointmentrules.h"
#include "core/appointments/duevisitrows.h"
#include "core/desk/firststep.h"
#include "core/desk/followplan.h"
#include "core/desk/reminders.h"
#include "core/desk/unanswered.h"
#include "core/leads/activity.h"
#include "core/leads/doubt.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/scorelog.h"

namespace updesk
{

#define OPEN " AND deleted=0 AND done_by_activity IS NULL AND dropped=0"
static constexpr char kOpenTasks[] = "SELECT id FROM task WHERE lead_id=?1" OPEN;

// Steps of a plan are done each by its own.
static constexpr char kNoSteps[] =
    "SELECT id FROM task WHERE lead_id=?1" OPEN " AND NOT EXISTS(SELECT 1 FROM step_run r"
    " WHERE r.task_id=task.id AND r.state=0 AND r.deleted=0)";

// Tasks from before they named their appointment are found by their kind.
static constexpr char kOfVisit[] =
    "SELECT id FROM task WHERE lead_id=?1 AND (appointment_id=?2 OR (appointment_id IS NULL AND kind=3))" OPEN;
static_assert(int(Task::Kind::Confirm) == 3);

// A visit that is agreed on and still to come; ?2 is now.
static constexpr char kComing[] =
    "SELECT id FROM appointment WHERE lead_id=?1 AND deleted=0 AND at>?2 AND state IN (0,1,2)";

// Changes the rows of a lead that `ids` finds; those that the change leaves alone make no op.
template <class Rows, class Change>
static Result<void> changeEach(Transaction &tx, Query ids, const Rows &table, Change &&change)
{
    std::vector<Id> found;
    while (ids.next())
        found.push_back(ids.id(0));
    if (auto done = ids.done(); !done)
        return done;
    for (const Id &id : found) {
        const auto row = load(tx.database(), table, id);
        if (!row)
            return row.error();
        auto changed = *row;
        change(changed);
        if (auto done = apply(tx, set(table, *row, changed)); !done)
            return done;
    }
    return {};
}

template <class Change>
static Result<void> changeTasks(Transaction &tx, LeadId lead, Change &&change)
{
    Query q = tx.database().query(kOpenTasks);
    q.bind(1, lead);
    return changeEach(tx, std::move(q), kTask, change);
}

template <class Change>
static Result<void> changeTasksOf(Transaction &tx, const Appointment &visit, Change &&change)
{
    Query q = tx.database().query(kOfVisit);
    q.bind(1, visit.lead).bind(2, visit.id);
    return changeEach(tx, std::move(q), kTask, change);
}

static Result<void> endComingVisits(Transaction &tx, LeadId lead, Appointment::State state)
{
    Query q = tx.database().query(kComing);
    q.bind(1, lead).bind(2, tx.now());
    return changeEach(tx, std::move(q), kAppointment, [&tx, state](Appointment &visit) {
        visit.state = state;
        visit.stateBy = tx.by().who;
        visit.stateAt = tx.now();
    });
}

Result<bool> isPlanned(Database &database, LeadId lead, Task::Kind kind)
{
    Query q =
        database.query("SELECT 1 FROM task WHERE lead_id=?1 AND kind=?2 AND deleted=0 AND done_by_activity IS NULL"
                       " AND dropped=0 LIMIT 1");
    q.bind(1, lead).bind(2, int(kind));
    const bool planned = q.next();
    const auto done = q.done();
    return done ? Result<bool>(planned) : Result<bool>(done.error());
}

Result<bool> hasPlan(Database &database, LeadId lead)
{
    Query q = database.query(kOpenTasks);
    const bool planned = q.bind(1, lead).next();
    const auto done = q.done();
    return done ? Result<bool>(planned) : Result<bool>(done.error());
}

Result<void> dropTasksOf(Transaction &tx, const Appointment &visit, Dropped why)
{
    return changeTasksOf(tx, visit, [why](Task &task) { task.dropped = int(why); });
}

Result<void> finishTasksOf(Transaction &tx, const Appointment &visit, StepsOf which, ActivityId by)
{
    return changeTasksOf(tx, visit, [=](Task &task) {
        if (which == StepsOf::All || task.kind == Task::Kind::Confirm)
            task.doneBy = by;
    });
}

Result<void> dropTasks(Transaction &tx, LeadId lead, Dropped why)
{
    return changeTasks(tx, lead, [why](Task &task) { task.dropped = int(why); });
}

static bool isAllowed(Channel channel, const Contactable &can)
{
    switch (channel) {
    case Channel::Phone:
        return can.call;
    case Channel::Text:
        return can.text;
    case Channel::Email:
        return can.email;
    default:
        return true;
    }
}

Result<Time> dropRefused(Transaction &tx, LeadId lead, const Contactable &can, Channel confirmBy)
{
    Time due = 0;
    const auto done = changeTasks(tx, lead, [&](Task &task) {
        const bool doubt = isDoubt(task.kind, task.channel); // overtaken only by a refusal of every way
        if (doubt ? can.call || can.text || can.email : isAllowed(task.channel, can))
            return;
        if (task.kind == Task::Kind::Confirm) {
            task.channel = confirmBy;
            return;
        }
        task.dropped = int(Dropped::DoNotContact);
        due = due == 0 ? task.due : std::min(due, task.due);
    });
    return done ? Result<Time>(due) : Result<Time>(done.error());
}

Result<void> dropDoubts(Transaction &tx, LeadId lead)
{
    return changeTasks(tx, lead, [](Task &task) {
        if (isDoubt(task.kind, task.channel))
            task.dropped = int(Dropped::Replaced);
    });
}

// A confirmation and a reminder belong to their appointment: a call long before was about something else.
Result<void> finishTasks(Transaction &tx, LeadId lead, ActivityId by)
{
    Query q = tx.database().query(kNoSteps);
    q.bind(1, lead);
    return changeEach(tx, std::move(q), kTask, [&](Task &task) {
        const bool ofVisit = task.kind == Task::Kind::Confirm || task.kind == Task::Kind::Remind;
        if (!ofVisit || task.due <= tx.now() + kConfirmAhead)
            task.doneBy = by;
    });
}

Result<void> writeClosed(Transaction &tx, const Lead &lead, Closed how, const QString &why)
{
    if (auto told = tellIfUnanswered(tx, lead, how); !told)
        return told;
    if (auto ended = endPlans(tx, lead.id, how == Closed::Sold ? PlanStop::Sale : PlanStop::Closed); !ended)
        return ended;
    if (auto dropped = dropTasks(tx, lead.id, Dropped::LeadClosed); !dropped)
        return dropped;
    if (auto ended = endComingVisits(tx, lead.id, Appointment::State::Cancelled); !ended)
        return ended;
    Lead closed = lead;
    closed.closed = how;
    closed.closedWhy = why;
    closed.closedAt = tx.now();
    return apply(tx, set(kLead, lead, closed));
}

static Result<void> planStep(Transaction &tx, const Appointment &visit, Task::Kind kind, Channel way, Time due)
{
    Task task;
    task.id = {tx.freshId()};
    task.lead = visit.lead;
    task.kind = kind;
    task.channel = way;
    task.due = due;
    task.appointment = visit.id;
    return apply(tx, put(kTask, task));
}

static Result<void> planSteps(Transaction &tx, const Appointment &visit)
{
    const auto rules = rulebook(tx.database());
    const auto by = confirmedBy(tx.database(), visit.customer);
    const auto texts = textedBy(tx.database(), visit.customer);
    const auto byItself = remindsByItself(tx.database(), visit.customer);
    if (!rules || !by || !texts || !byItself)
        return !rules ? rules.error() : !by ? by.error() : !texts ? texts.error() : byItself.error();
    if (needsConfirmation(visit.setAt, visit.at, (*rules)->hours)) {
        const Time due = confirmDue(visit.setAt, visit.at);
        if (auto planned = planStep(tx, visit, Task::Kind::Confirm, *by, due); !planned)
            return planned;
    }
    const Time remind = remindDue(visit.setAt, visit.at);
    const bool person = remind > 0 && *texts != TextBy::Nobody && !*byItself;
    return person ? planStep(tx, visit, Task::Kind::Remind, Channel::Text, remind) : Result<void>();
}

Result<void> writeBooking(Transaction &tx, const Booking &booking)
{
    Appointment visit;
    visit.id = {tx.freshId()};
    visit.lead = booking.lead;
    visit.customer = booking.customer;
    visit.person = booking.receiver;
    visit.at = booking.at;
    visit.setBy = tx.by().who;
    visit.setAt = tx.now();
    visit.note = booking.note;
    visit.movedFrom = booking.movedFrom;
    if (visit.movedFrom.isNull()) {
        const auto coming = comingVisit(tx.database(), booking.lead, tx.now());
        if (!coming)
            return coming.error();
        visit.movedFrom = *coming ? (*coming)->id : AppointmentId();
    }
    if (auto ended = endPlans(tx, booking.lead, PlanStop::Visit); !ended)
        return ended;
    if (auto dropped = dropTasks(tx, booking.lead, Dropped::Replaced); !dropped)
        return dropped;
    if (auto ended = endComingVisits(tx, booking.lead, Appointment::State::Rescheduled); !ended)
        return ended;
    if (auto done = apply(tx, put(kAppointment, visit)); !done)
        return done;
    return planSteps(tx, visit);
}

Result<void> writeScoreLog(Transaction &tx, const LeadNow &now, const Rulebook &rules, const char *cause)
{
    return apply(tx, put(kScoreLog, scoreLogOf(tx.freshId(), now, rules, cause, tx.now())));
}

Result<void> writeScoreMove(Transaction &tx, const LeadNow &before, const Rulebook &rules, const char *cause)
{
    const auto now = leadNowOf(tx.database(), before.id);
    if (!now)
        return now.error();
    if (now->score == before.score)
        return {};
    if (auto logged = writeScoreLog(tx, *now, rules, cause); !logged)
        return logged;
    if (now->tier <= before.tier || now->owner.isNull() || now->closed != Closed::Open)
        return {};
    return tell(tx, {0, now->owner, Notice::Kind::TierUp, tx.now(), now->id, tx.by().who, 1, false});
}

} // namespace updesk
