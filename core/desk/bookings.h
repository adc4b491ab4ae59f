// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/desk/contactrows.h"
#include "core/desk/notices.h"
#include "core/leads/leadnow.h"
#include "core/store/apply.h"

namespace updesk
{

/// A visit to be booked, inside a verb's transaction.
struct Booking {
    LeadId lead;
    CustomerId customer;
    PersonId receiver;
    Time at = 0;
    QString note;
    AppointmentId movedFrom{}; ///< null: the one still to come, if there is one
};
/// Writes the appointment, its confirmation 24 h before, a call or what the customer allows (none for the same day),
/// and for a person a text 2 h before where the program does not send it by itself (F73, reminders.h). What was planned
/// is no longer needed, and a visit still to come is rescheduled to this one.
Result<void> writeBooking(Transaction &tx, const Booking &booking);

/// The open tasks of a lead are no longer needed. `why`: 1 replaced, 2 lead closed, 3 do not contact, 4 another
/// desk had the lead first.
enum class Dropped : int { No, Replaced, LeadClosed, DoNotContact, TakenByOther };
Result<void> dropTasks(Transaction &tx, LeadId lead, Dropped why);
/// Drops what is planned by a way that the customer refuses and returns when the first of it was due, 0: nothing was. A
/// confirmation stays and goes `confirmBy`; words in doubt are still to be read while any way is left.
Result<Time> dropRefused(Transaction &tx, LeadId lead, const Contactable &can, Channel confirmBy);
/// Words in doubt have been read: nobody has to read them any more.
Result<void> dropDoubts(Transaction &tx, LeadId lead);
/// Whether a task of this kind is open on the lead.
Result<bool> isPlanned(Database &database, LeadId lead, Task::Kind kind);
/// The open tasks of an appointment, and confirmations of its lead that name none: no longer needed, or done.
Result<void> dropTasksOf(Transaction &tx, const Appointment &visit, Dropped why);
enum class StepsOf : quint8 { Confirmation, All };
Result<void> finishTasksOf(Transaction &tx, const Appointment &visit, StepsOf which, ActivityId by);
/// Whether anything at all is planned on the lead.
Result<bool> hasPlan(Database &database, LeadId lead);

/// The open tasks of a lead are done by this activity, but a confirmation or reminder only when it is near enough to be
/// its reason, and no step of a plan (settleStep()).
Result<void> finishTasks(Transaction &tx, LeadId lead, ActivityId by);

/// Closes an open lead: nothing is planned for it any more, a visit still to come is cancelled, and the managers hear
/// of it when nobody has answered it.
Result<void> writeClosed(Transaction &tx, const Lead &lead, Closed how, const QString &why);

/// Logs the score of a lead when the running deed moved it since `before`, and tells its owner when it crossed into a
/// higher tier (F44). To be called after Transaction::derive().
Result<void> writeScoreMove(Transaction &tx, const LeadNow &before, const Rulebook &rules, const char *cause);

/// One score_log row: the points of each factor as they stand in the derived row.
Result<void> writeScoreLog(Transaction &tx, const LeadNow &now, const Rulebook &rules, const char *cause);

} // namespace updesk
