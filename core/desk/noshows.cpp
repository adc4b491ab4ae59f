// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/noshows.h"

#include "core/appointments/duevisitrows.h"
#include "core/desk/arrivals.h"
#include "core/desk/bookings.h"
#include "core/desk/deed.h"

namespace updesk
{

static constexpr int kMostAtOnce = 50; // a desk that slept a night does not stand still on waking

using State = Appointment::State;

// The same at every host that finds the same miss, so that of two of them one row comes of it. One that was taken back
// is there still, and what comes then is made anew.
static Result<Id> idOf(Transaction &tx, const Table &table, AppointmentId missed)
{
    if (tx.by().epoch == kAlone)
        return tx.freshId();
    const QByteArray name = "missed " + QByteArray(table.name) + ' ' + missed.value.hex();
    for (int n = 0;; ++n) {
        const Id id = fixedId(name, n);
        const auto there = hasRow(tx.database(), table, id);
        if (!there || !*there)
            return there ? Result<Id>(id) : there.error();
    }
}

static Result<void> miss(Transaction &tx, const Appointment &booked)
{
    const auto line = idOf(tx, kActivity, booked.id);
    const auto recovery = idOf(tx, kTask, booked.id);
    if (!line || !recovery)
        return !line ? line.error() : recovery.error();
    return writeMissed(tx, booked, {{*line}, {*recovery}});
}

// Another desk saw them come while this one could not hear of it.
static Result<void> putRight(Transaction &tx, const Appointment &booked)
{
    if (auto done = apply(tx, set(kAppointment, booked, stamped(tx, booked, State::Arrived))); !done)
        return done;
    return dropTasksOf(tx, booked, Dropped::Replaced);
}

// Read inside the transaction: somebody at another window may have marked it a moment ago.
static Result<LeadId> lookAt(Session &session, AppointmentId id, qint64 epoch)
{
    auto tx = Transaction::begin(session.database(), {PersonId{}, session.by().store, epoch});
    if (!tx)
        return tx.error();
    const auto booked = load(tx->database(), kAppointment, id.value);
    if (!booked && booked.error().code == Error::Code::NotFound)
        return LeadId();
    const auto visit = visitOfAppointment(tx->database(), id);
    if (!booked || !visit)
        return !booked ? booked.error() : visit.error();
    const bool came = visit->has_value();
    if (!isAhead(booked->state) && !(came && booked->state == State::Missed))
        return LeadId();
    if (auto started = tx->start("no_show"); !started)
        return started.error();
    if (auto done = came ? putRight(*tx, *booked) : miss(*tx, *booked); !done)
        return done.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    return booked->lead;
}

Result<std::vector<LeadId>> markNoShows(Session &session, const Rulebook &rules, qint64 epoch)
{
    const Time now = session.now();
    const auto due = unmarkedVisits(session.database(), now - kStillNoShow, now - rules.noShowAfter, kMostAtOnce);
    if (!due)
        return due.error();
    std::vector<LeadId> moved;
    for (const AppointmentId &id : *due) {
        const auto lead = lookAt(session, id, epoch);
        if (!lead && lead.error().code == Error::Code::Conflict)
            continue; // somebody at another window was quicker
        if (!lead)
            return lead.error();
        if (!lead->isNull())
            moved.push_back(*lead);
    }
    return moved;
}

Result<Time> nextNoShowAt(Session &session, const Rulebook &rules)
{
    const auto at = nextUnmarkedVisit(session.database(), session.now() - rules.noShowAfter);
    return at && *at > 0 ? Result<Time>(*at + rules.noShowAfter) : at;
}

} // namespace updesk
