// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/planround.h"

#include "core/desk/bookings.h"
#include "core/desk/deed.h"
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

} // namespace updesk
