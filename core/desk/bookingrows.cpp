// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/bookings.h"

#include "core/desk/firststep.h"
#include "core/desk/unanswered.h"
#include "core/leads/activity.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/scorelog.h"

namespace updesk
{

static constexpr char kOpenTasks[] =
    "SELECT id FROM task WHERE lead_id=?1 AND deleted=0 AND done_by_activity IS NULL AND dropped=0";

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

static Result<void> endComingVisits(Transaction &tx, LeadId lead, Appointment::State state)
{
    Query q = tx.database().query(kComing);
    q.bind(1, lead).bind(2, tx.now());
    return changeEach(tx, std::move(q), kAppointment, [state](Appointment &visit) { visit.state = state; });
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
        if (isAllowed(task.channel, can))
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

// A confirmation belongs to its appointment: a call long before it was about something else.
Result<void> finishTasks(Transaction &tx, LeadId lead, ActivityId by)
{
    return changeTasks(tx, lead, [&](Task &task) {
        if (task.kind != Task::Kind::Confirm || task.due <= tx.now() + kConfirmAhead)
            task.doneBy = by;
    });
}

Result<void> writeClosed(Transaction &tx, const Lead &lead, Closed how, const QString &why)
{
    if (auto told = tellIfUnanswered(tx, lead, how); !told)
        return told;
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
    Task confirm;
    confirm.id = {tx.freshId()};
    confirm.lead = booking.lead;
    confirm.kind = Task::Kind::Confirm;
    confirm.due = std::max(booking.at - kDay, tx.now());
    const auto by = confirmedBy(tx.database(), booking.customer);
    if (!by)
        return by.error();
    confirm.channel = *by;
    if (auto dropped = dropTasks(tx, booking.lead, Dropped::Replaced); !dropped)
        return dropped;
    if (auto ended = endComingVisits(tx, booking.lead, Appointment::State::Rescheduled); !ended)
        return ended;
    if (auto done = apply(tx, put(kAppointment, visit)); !done)
        return done;
    return apply(tx, put(kTask, confirm));
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
