// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/planround.h"

#include "core/desk/bookings.h"
#include "core/desk/deed.h"
#include "core/desk/enrol.h"
#include "core/desk/followplan.h"
#include "core/sequences/legalstore.h"
#include "core/sequences/occasions.h"
#include "core/sequences/planrows.h"
#include "core/sequences/planstore.h"

namespace updesk
{

static constexpr int kMostAtOnce = 50; // a desk that slept a night does not stand still on waking

// A version that cannot be read here is looked at again in a day: another desk or a newer program may know it.
static Result<void> putOff(Transaction &tx, EnrolmentId id)
{
    const auto row = load(tx.database(), kEnrolment, id.value);
    if (!row)
        return row.error();
    if (row->state != Enrolment::State::Running || row->next == 0 || row->next > tx.now())
        return {};
    Enrolment later = *row;
    later.next = tx.now() + kDay;
    return apply(tx, set(kEnrolment, *row, later));
}

// Read inside the transaction: at another window the customer may have answered a moment ago.
static Result<LeadId> followOne(Session &session, EnrolmentId id, qint64 epoch)
{
    auto tx = Transaction::begin(session.database(), {PersonId{}, session.by().store, epoch});
    if (!tx)
        return tx.error();
    const auto row = load(tx->database(), kEnrolment, id.value);
    if (!row)
        return row.error().code == Error::Code::NotFound ? Result<LeadId>(LeadId()) : row.error();
    if (auto started = tx->start("ladder"); !started)
        return started.error();
    const auto followed = followPlan(*tx, row->lead);
    const bool gone = !followed && followed.error().code == Error::Code::NotFound;
    if (!followed && !gone)
        return followed.error();
    if (auto done = putOff(*tx, id); !done)
        return done.error();
    const bool any = tx->written();
    if (auto done = tx->commit(); !done)
        return done.error();
    return any ? row->lead : LeadId();
}

static Result<LeadId> dropStray(Session &session, StepRunId id, qint64 epoch)
{
    auto tx = Transaction::begin(session.database(), {PersonId{}, session.by().store, epoch});
    if (!tx)
        return tx.error();
    if (auto started = tx->start("ladder"); !started)
        return started.error();
    const auto run = load(tx->database(), kStepRun, id.value);
    if (!run)
        return run.error();
    StepRun dropped = *run;
    dropped.state = int(RunState::Dropped);
    dropped.settled = tx->now();
    if (auto done = apply(*tx, set(kStepRun, *run, dropped)); !done)
        return done.error();
    if (!run->task.isNull()) {
        const auto task = load(tx->database(), kTask, run->task.value);
        if (!task && task.error().code != Error::Code::NotFound)
            return task.error();
        if (task && task->doneBy.isNull() && task->dropped == 0) {
            Task changed = *task;
            changed.dropped = int(Dropped::Replaced);
            if (auto done = apply(*tx, set(kTask, *task, changed)); !done)
                return done.error();
        }
    }
    if (auto done = tx->commit(); !done)
        return done.error();
    return run->lead;
}

// Somebody at another window was quicker, or the row has gone: it is looked at anew in the next round.
template <class Key>
static Result<void> each(const std::vector<Key> &keys, Session &session, qint64 epoch, std::vector<LeadId> &moved,
    Result<LeadId> (*act)(Session &, Key, qint64))
{
    for (const Key &key : keys) {
        const auto lead = act(session, key, epoch);
        const bool overtaken =
            !lead && (lead.error().code == Error::Code::Conflict || lead.error().code == Error::Code::NotFound);
        if (!lead && !overtaken)
            return lead.error();
        if (lead && !lead->isNull())
            moved.push_back(*lead);
    }
    return {};
}

Result<std::vector<LeadId>> followDuePlans(Session &session, qint64 epoch)
{
    const Time now = session.now();
    // What is first read inside a transaction is not kept, and would be read again for every lead.
    const auto shelf = planShelf(session.database());
    const auto rules = legalRules(session.database());
    const auto purposes = purposeOfTemplate(session.database(), {});
    if (!shelf || !rules || !purposes)
        return !shelf ? shelf.error() : !rules ? rules.error() : purposes.error();
    const auto due = plansDue(session.database(), now, kMostAtOnce);
    const auto stray = strayRuns(session.database(), now + kDay, kMostAtOnce);
    if (!due || !stray)
        return !due ? due.error() : stray.error();
    std::vector<LeadId> moved;
    if (auto done = each(*due, session, epoch, moved, followOne); !done)
        return done.error();
    if (auto done = each(*stray, session, epoch, moved, dropStray); !done)
        return done.error();
    return moved;
}

static Result<void> moveOne(Transaction &tx, EnrolmentId id, PlanVersionId to, int step)
{
    const auto row = load(tx.database(), kEnrolment, id.value);
    if (!row)
        return row.error();
    if (row->state != Enrolment::State::Running)
        return {};
    const auto moved =
        enrol(tx, {row->lead, to, row->purpose, step, row->started, row->appointment, PlanBegun::NewVersion});
    return moved ? Result<void>() : moved.error();
}

static Result<int> stepOf(Database &database, PlanVersionId from, PlanVersionId to, const QString &step)
{
    const auto shelf = planShelf(database);
    if (!shelf)
        return shelf.error();
    const PlanShelf::Version *source = (*shelf)->version(from), *target = (*shelf)->version(to);
    if (!source || !target || from == to)
        return Error{Error::Code::NotFound, QStringLiteral("version"), {}};
    if (source->row.key != target->row.key)
        return Error{Error::Code::NotFound, QStringLiteral("plan"), {}};
    const int at = target->plan.find(step);
    return at < 0 ? Result<int>(Error{Error::Code::NotFound, QStringLiteral("step"), {}}) : Result<int>(at);
}

Result<int> movePeople(Session &session, PlanVersionId from, PlanVersionId to, const QString &step)
{
    const auto rules = session.rules();
    const auto at = stepOf(session.database(), from, to, step);
    if (!rules || !at)
        return !rules ? rules.error() : at.error();
    if (!(*rules)->mayChangeRules(session.person()))
        return Error{Error::Code::Denied, QStringLiteral("role"), {}};
    int moved = 0;
    EnrolmentId last;
    for (;;) {
        const auto inside = insideOf(session.database(), from, last, kMostAtOnce);
        if (!inside)
            return inside.error();
        if (inside->empty())
            return moved;
        const auto deed = doDeed(session, "plan_move", {}, [&](Transaction &tx) -> Result<void> {
            for (const EnrolmentId &id : *inside) {
                if (auto done = moveOne(tx, id, to, *at); !done)
                    return done;
            }
            return {};
        });
        if (!deed)
            return deed.error();
        moved += int(inside->size());
        last = inside->back();
        Database::giveWay();
    }
}

} // namespace updesk
