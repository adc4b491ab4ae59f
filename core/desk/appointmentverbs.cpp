// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/appointmentverbs.h"

#include "core/appointments/appointmentrules.h"
#include "core/desk/arrivals.h"
#include "core/desk/bookings.h"
#include "core/desk/confirmations.h"
#include "core/desk/deed.h"
#include "core/desk/suspicion.h"

#include <functional>

namespace updesk
{

using Code = Activity::Code;
using State = Appointment::State;

static Error invalid(const char *field) { return {Error::Code::Invalid, QString::fromLatin1(field), {}}; }

/// What a verb does with an appointment that may go where the verb takes it.
using Write = std::function<Result<void>(Transaction &, const Appointment &)>;

// The leads that changed are known only inside, so the window is told of all: a board shows many of them at once.
static Result<DeedId> turn(Session &session, const char *verb, AppointmentId id, State to, const Write &write)
{
    return doDeed(session, verb, {}, [&](Transaction &tx) -> Result<void> {
        const auto booked = load(tx.database(), kAppointment, id.value);
        if (!booked)
            return booked.error();
        if (booked->state == to && to != State::Rescheduled)
            return {};
        if (!mayBecome(booked->state, to))
            return invalid("state");
        return write(tx, *booked);
    });
}

Result<DeedId> confirmVisit(Session &session, AppointmentId id, Channel way)
{
    if (way == Channel::None)
        return invalid("channel");
    return turn(session, "confirm", id, State::Confirmed, [&](Transaction &tx, const Appointment &booked) {
        const Activity line = changeOf(tx, booked.customer, Code::VisitConfirmed, {}, booked.lead);
        if (auto done = apply(tx, put(kActivity, line)); !done)
            return done;
        return writeConfirmed(tx, booked, way, line.id);
    });
}

Result<Arrived> arriveVisit(Session &session, AppointmentId id)
{
    Arrived out;
    const auto deed =
        turn(session, "arrive", id, State::Arrived, [&](Transaction &tx, const Appointment &booked) -> Result<void> {
            const auto visit = writeArrived(tx, booked);
            if (!visit)
                return visit.error();
            out.visit = visit->id;
            out.beBack = visit->beBack;
            out.person = visit->person;
            return {};
        });
    if (!deed)
        return deed.error();
    out.deed = *deed;
    return out;
}

Result<DeedId> missVisit(Session &session, AppointmentId id)
{
    return turn(session, "miss", id, State::Missed, [](Transaction &tx, const Appointment &booked) -> Result<void> {
        if (booked.at > tx.now())
            return invalid("early");
        return writeMissed(tx, booked, {{tx.freshId()}, {tx.freshId()}});
    });
}

Result<DeedId> moveVisit(Session &session, AppointmentId id, Time at, PersonId receiver)
{
    return turn(
        session, "move_visit", id, State::Rescheduled, [&](Transaction &tx, const Appointment &booked) -> Result<void> {
            const auto lead = load(tx.database(), kLead, booked.lead.value);
            if (!lead)
                return lead.error();
            if (lead->closed != Closed::Open)
                return invalid("closed");
            if (at <= tx.now())
                return invalid("appointment");
            const PersonId who = receiver.isNull() ? booked.person : receiver;
            if (isAhead(booked.state) && at == booked.at && who == booked.person)
                return {};
            const Activity line = changeOf(tx, booked.customer, Code::VisitMoved, {}, booked.lead);
            if (auto done = applyAll(
                    tx, set(kAppointment, booked, stamped(tx, booked, State::Rescheduled)), put(kActivity, line));
                !done)
                return done;
            return writeBooking(tx, {lead->id, lead->customer, who, at, booked.note, booked.id});
        });
}

Result<DeedId> cancelVisit(Session &session, AppointmentId id, const QString &why)
{
    return turn(
        session, "cancel_visit", id, State::Cancelled, [&](Transaction &tx, const Appointment &booked) -> Result<void> {
            const Activity line = changeOf(tx, booked.customer, Code::VisitCancelled, why.trimmed(), booked.lead);
            if (auto done = applyAll(
                    tx, set(kAppointment, booked, stamped(tx, booked, State::Cancelled)), put(kActivity, line));
                !done)
                return done;
            if (auto dropped = dropTasksOf(tx, booked, Dropped::Replaced); !dropped)
                return dropped;
            return planNextMorning(tx, booked.lead);
        });
}

} // namespace updesk
