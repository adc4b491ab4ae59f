// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/arrivals.h"

#include "core/appointments/appointmentrules.h"
#include "core/appointments/duevisitrows.h"
#include "core/desk/bookings.h"
#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/enrol.h"
#include "core/desk/firststep.h"
#include "core/desk/followplan.h"
#include "core/desk/suspicion.h"
#include "core/leads/leadnowstore.h"

namespace updesk
{

using Code = Activity::Code;
using State = Appointment::State;

Appointment stamped(const Transaction &tx, const Appointment &booked, State state)
{
    Appointment changed = booked;
    changed.state = state;
    changed.stateBy = tx.by().who;
    changed.stateAt = tx.now();
    return changed;
}

Result<void> writeReopened(Transaction &tx, Lead &lead)
{
    const Lead before = lead;
    lead.closed = Closed::Open;
    lead.closedWhy.clear();
    lead.closedAt = 0;
    return applyAll(
        tx, set(kLead, before, lead), put(kActivity, changeOf(tx, lead.customer, Code::Reopened, {}, lead.id)));
}

Result<void> planNextMorning(Transaction &tx, LeadId id)
{
    const auto lead = load(tx.database(), kLead, id.value);
    const auto planned = hasPlan(tx.database(), id);
    const auto rules = rulebook(tx.database());
    const auto followed = isFollowed(tx.database(), id);
    if (!lead || !planned || !rules || !followed)
        return !lead ? lead.error() : !planned ? planned.error() : !rules ? rules.error() : followed.error();
    if (lead->closed != Closed::Open || *planned || *followed)
        return {};
    auto step = firstStep(tx.database(), *lead);
    if (!step)
        return step.error();
    const Hours &hours = (*rules)->hours;
    const bool decides = step->kind == Task::Kind::Decide; // that waits for no morning
    const Time morning = decides ? tx.now() : hours.nextMorning(hours.endOfDay(tx.now()));
    step->id = {tx.freshId()};
    step->lead = id;
    step->due = morning > 0 ? morning : tx.now() + kDay;
    return apply(tx, put(kTask, *step));
}

// What a person says, and nobody else saw, is told (F39); of who never had a clock there is nothing to prove.
static Result<Evidence> evidenceOf(Transaction &tx, LeadId lead)
{
    const auto now = leadNowOf(tx.database(), lead);
    if (!now)
        return now.error();
    return now->clock == LeadNow::BornStopped ? Evidence::Confirmed : Evidence::Told;
}

static Result<Visit> visitFor(Transaction &tx, const Appointment &booked, const Lead &lead)
{
    const auto last = lastVisitOf(tx.database(), lead.customer);
    const auto rules = rulebook(tx.database());
    if (!last || !rules)
        return !last ? last.error() : rules.error();
    Visit visit;
    visit.id = {tx.freshId()};
    visit.lead = lead.id;
    visit.customer = lead.customer;
    const Person *receiver = (*rules)->person(booked.person);
    if (receiver && receiver->active)
        visit.person = booked.person;
    visit.arrived = tx.now();
    visit.beBack = *last > 0 && tx.now() - *last <= kBeBackWithin;
    visit.appointment = booked.id;
    visit.greeted = !visit.person.isNull() && visit.person == tx.by().who ? tx.now() : 0;
    return visit;
}

Result<Visit> writeArrived(Transaction &tx, const Appointment &booked)
{
    auto lead = load(tx.database(), kLead, booked.lead.value);
    if (!lead)
        return lead.error();
    const bool givenUp = lead->closed != Closed::Open && lead->closed != Closed::Sold;
    if (auto done = givenUp ? writeReopened(tx, *lead) : Result<void>(); !done)
        return done.error();
    const auto visit = visitFor(tx, booked, *lead);
    const auto evidence = evidenceOf(tx, lead->id);
    if (!visit || !evidence)
        return !visit ? visit.error() : evidence.error();
    Activity came = changeOf(tx, lead->customer, visit->beBack ? Code::BeBack : Code::None, {}, lead->id);
    came.kind = Activity::Kind::Visit;
    came.direction = Activity::Direction::In;
    came.person = visit->person;
    came.evidence = *evidence;
    if (auto done = applyAll(tx, put(kVisit, *visit), put(kActivity, came),
            set(kAppointment, booked, stamped(tx, booked, State::Arrived)));
        !done)
        return done.error();
    if (auto done = finishTasksOf(tx, booked, StepsOf::All, came.id); !done)
        return done.error();
    if (auto done = finishTasks(tx, lead->id, came.id); !done)
        return done.error();
    if (auto done = endPlans(tx, lead->id, PlanStop::Visit); !done)
        return done.error();
    return *visit;
}

Result<AppointmentId> meetExpected(Transaction &tx, CustomerId customer, Time arrived, ActivityId by)
{
    const auto rules = rulebook(tx.database());
    if (!rules)
        return rules.error();
    const Hours &hours = (*rules)->hours;
    const auto expected =
        expectedVisit(tx.database(), customer, hours.startOfDay(arrived), hours.endOfDay(arrived), arrived);
    if (!expected)
        return expected.error();
    if (!*expected)
        return AppointmentId();
    const Appointment &booked = **expected;
    if (auto done = apply(tx, set(kAppointment, booked, stamped(tx, booked, State::Arrived))); !done)
        return done.error();
    if (auto done = finishTasksOf(tx, booked, StepsOf::All, by); !done)
        return done.error();
    return booked.id;
}

static Result<void> planRecovery(Transaction &tx, const Appointment &booked, TaskId id)
{
    const auto lead = load(tx.database(), kLead, booked.lead.value);
    const auto coming = comingVisit(tx.database(), booked.lead, tx.now());
    if (!lead && lead.error().code == Error::Code::NotFound)
        return {}; // taken back, and its appointment was left
    if (!lead || !coming)
        return !lead ? lead.error() : coming.error();
    if (lead->closed != Closed::Open || *coming)
        return {};
    auto step = firstStep(tx.database(), *lead);
    const auto rules = rulebook(tx.database());
    const auto decides = isPlanned(tx.database(), lead->id, Task::Kind::Decide);
    if (!step || !rules || !decides)
        return !step ? step.error() : !rules ? rules.error() : decides.error();
    if (*decides) // a manager says already what is to be done
        return {};
    const bool tries = step->kind != Task::Kind::Decide && step->kind != Task::Kind::FindContact;
    const auto enrolled = tries ? enrolAfterMiss(tx, *lead, booked.id) : Result<bool>(false);
    if (!enrolled || *enrolled)
        return enrolled ? Result<void>() : enrolled.error();
    const Time open = step->kind == Task::Kind::Decide ? tx.now() : (*rules)->hours.nextOpening(tx.now());
    step->id = id;
    step->lead = lead->id;
    step->due = open > 0 ? open : tx.now();
    step->appointment = booked.id;
    if (step->kind == Task::Kind::Call)
        step->kind = Task::Kind::Recover;
    return apply(tx, put(kTask, *step));
}

Result<void> writeMissed(Transaction &tx, const Appointment &booked, const MissedIds &ids)
{
    Activity line = changeOf(tx, booked.customer, Code::VisitMissed, {}, booked.lead);
    line.id = ids.line;
    if (tx.by().who.isNull())
        line.kind = Activity::Kind::System;
    if (auto done = applyAll(tx, set(kAppointment, booked, stamped(tx, booked, State::Missed)), put(kActivity, line));
        !done)
        return done;
    if (auto dropped = dropTasksOf(tx, booked, Dropped::Replaced); !dropped)
        return dropped;
    return planRecovery(tx, booked, ids.recovery);
}

Result<void> writeDeparted(Transaction &tx, const Visit &visit, Time left)
{
    Visit gone = visit;
    gone.left = std::max(left, visit.arrived);
    Activity line = changeOf(tx, visit.customer, Code::VisitLeft, {}, visit.lead);
    line.at = gone.left;
    if (auto done = applyAll(tx, set(kVisit, visit, gone), put(kActivity, line)); !done)
        return done;
    return visit.lead.isNull() ? Result<void>() : planNextMorning(tx, visit.lead);
}

} // namespace updesk
