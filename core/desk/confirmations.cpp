// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/confirmations.h"

#include "core/appointments/appointmentrules.h"
#include "core/appointments/confirmwords.h"
#include "core/appointments/duevisitrows.h"
#include "core/desk/arrivals.h"
#include "core/desk/bookings.h"
#include "core/desk/receiverows.h"
#include "core/sequences/messagerows.h"
#include "core/sequences/templatestore.h"

namespace updesk
{

Result<void> writeConfirmed(Transaction &tx, const Appointment &booked, Channel way, ActivityId line)
{
    Appointment confirmed = stamped(tx, booked, Appointment::State::Confirmed);
    confirmed.confirmedBy = tx.by().who;
    confirmed.confirmedAt = tx.now();
    confirmed.confirmedWay = way;
    if (auto done = apply(tx, set(kAppointment, booked, confirmed)); !done)
        return done;
    return finishTasksOf(tx, booked, StepsOf::Confirmation, line);
}

// The only one of all who have the number; of two, nobody can say which is meant.
static Result<std::optional<Appointment>> onlyVisit(Database &database, const QString &number, Time now)
{
    const auto customers = customersOfNumber(database, number);
    if (!customers)
        return customers.error();
    std::optional<Appointment> only;
    for (const CustomerId &customer : *customers) {
        auto visits = comingVisitsOf(database, customer, now);
        if (!visits)
            return visits.error();
        if (visits->size() > 1 || (only && !visits->empty()))
            return std::optional<Appointment>();
        if (!visits->empty())
            only = std::move(visits->front());
    }
    return only;
}

static Result<bool> isAboutVisit(Database &database, const QString &key)
{
    const auto entries = templateEntries(database);
    if (!entries)
        return entries.error();
    return std::ranges::any_of(*entries,
        [&key](const TemplateEntry &entry) { return entry.row.key == key && isTransactional(entry.row.occasion); });
}

Result<std::optional<Appointment>> visitConfirmedIn(
    Database &database, const CustomerReply &reply, LeadId lead, Time now)
{
    const std::optional<Appointment> none;
    const ConfirmSaid said = reply.channel == Channel::Text ? readConfirm(reply.body) : ConfirmSaid::Nothing;
    if (said == ConfirmSaid::Nothing)
        return none;
    auto visit = onlyVisit(database, reply.from, now);
    if (!visit || !*visit)
        return visit;
    const Appointment &booked = **visit;
    const bool before = reply.sentAt > 0 && reply.sentAt < booked.setAt;
    if (booked.lead != lead || booked.state == Appointment::State::Confirmed || before)
        return none;
    if (said == ConfirmSaid::Confirms)
        return visit;
    const auto asked = newestTextSent(database, lead, booked.setAt);
    const auto about = !asked ? Result<bool>(asked.error())
        : *asked              ? isAboutVisit(database, (*asked)->text)
                              : Result<bool>(true);
    if (!about)
        return about.error();
    return *about ? visit : none;
}

} // namespace updesk
