// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/bookings.h"

#include "core/leads/activity.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static constexpr char kOpenTasks[] =
    "SELECT id FROM task WHERE lead_id=?1 AND deleted=0 AND done_by_activity IS NULL AND dropped=0";

static Result<std::vector<Task>> openTasks(Database &database, LeadId lead)
{
    std::vector<Id> ids;
    {
        Query q = database.query(kOpenTasks);
        q.bind(1, lead);
        while (q.next())
            ids.push_back(q.id(0));
        if (auto done = q.done(); !done)
            return done.error();
    }
    std::vector<Task> tasks;
    for (const Id &id : ids) {
        auto task = load(database, kTask, id);
        if (!task)
            return task.error();
        tasks.push_back(std::move(*task));
    }
    return tasks;
}

template <class Change>
static Result<void> changeTasks(Transaction &tx, LeadId lead, Change &&change)
{
    const auto tasks = openTasks(tx.database(), lead);
    if (!tasks)
        return tasks.error();
    for (const Task &task : *tasks) {
        Task changed = task;
        change(changed);
        if (auto done = apply(tx, set(kTask, task, changed)); !done)
            return done;
    }
    return {};
}

Result<void> dropTasks(Transaction &tx, LeadId lead, Dropped why)
{
    return changeTasks(tx, lead, [why](Task &task) { task.dropped = int(why); });
}

// A confirmation belongs to its appointment: only a call to that end finishes it.
Result<void> finishTasks(Transaction &tx, LeadId lead, ActivityId by)
{
    return changeTasks(tx, lead, [by](Task &task) { task.doneBy = by; });
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
    if (auto dropped = dropTasks(tx, booking.lead, Dropped::Replaced); !dropped)
        return dropped;
    if (auto done = apply(tx, put(kAppointment, visit)); !done)
        return done;
    return apply(tx, put(kTask, confirm));
}

Result<void> writeScoreLog(Transaction &tx, const LeadNow &now, const Rulebook &rules, const char *cause)
{
    const ScoreInput input = unpacked(now.scoreFacts, now.received, now.lastSign, rules.weight(now.source));
    const Score scored = score(input, rules.model, now.scoredAt);
    QByteArray factors = "{";
    for (const ScoreLine &line : scored.lines) {
        if (line.points == 0)
            continue;
        factors += factors.size() > 1 ? ",\"" : "\"";
        factors += factorName(line.factor).latin1();
        factors += "\":" + QByteArray::number(line.points);
    }
    const ScoreLog row{{tx.freshId()}, now.id, rules.model.version, now.score, QString::fromLatin1(factors + '}'),
        QString::fromLatin1(cause), tx.now()};
    return apply(tx, put(kScoreLog, row));
}

} // namespace updesk
