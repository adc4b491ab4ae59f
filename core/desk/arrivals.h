// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/appointments/showroom.h"
#include "core/leads/lead.h"
#include "core/store/apply.h"

namespace updesk
{

/// What an appointment comes to, inside a verb's transaction.

/// The same appointment in another state, with who put it there and when.
Appointment stamped(const Transaction &tx, const Appointment &booked, Appointment::State state);

/// Who was expected stands in the showroom: the visit with whoever receives them, its line in the history, a be-back
/// recognised (F79); what was planned to get them here is done, and a lead that was given up is open again. Returns the
/// visit, with the person who is at the desk as the one who greets when it is them.
Result<Visit> writeArrived(Transaction &tx, const Appointment &booked);

/// A visitor of this customer who came at `arrived` is whoever had an appointment that day: it has arrived by the
/// history line `by`. Returns it; null: nobody was expected.
Result<AppointmentId> meetExpected(Transaction &tx, CustomerId customer, Time arrived, ActivityId by);

/// Ids of the rows that a miss writes: fresh ones, or those that another desk would give them too.
struct MissedIds {
    ActivityId line;
    TaskId recovery;
};
/// Nobody came: a line of the history, and a call to set another time, today if we are open, unless the lead is closed
/// or comes another time anyway (F74).
Result<void> writeMissed(Transaction &tx, const Appointment &booked, const MissedIds &ids);

/// The visitor left at `left`. An open lead for which nothing is planned is called on the next morning.
Result<void> writeDeparted(Transaction &tx, const Visit &visit, Time left);

/// An open lead with nothing planned gets its next step for the next morning on which calls are made.
Result<void> planNextMorning(Transaction &tx, LeadId lead);

/// A lead that was lost or bad is open again, with its line in the history; `lead` as it is then.
Result<void> writeReopened(Transaction &tx, Lead &lead);

} // namespace updesk
