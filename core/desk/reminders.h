// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/boardrows.h"
#include "core/desk/session.h"
#include "core/sequences/message.h"
#include "core/store/apply.h"

#include <map>

namespace updesk
{

/// The text two hours before a visit (F73). The program sends it to who said yes to texts, where the store has a way
/// out for them; else a person has it as a task from the booking on. It is filled when it is due, passes the gate as
/// any other message, and goes neither after the visit's time nor once the visit is moved, cancelled or has begun.

/// Whether the program sends it to this customer, as it stands now.
Result<bool> remindsByItself(Database &database, CustomerId customer);

/// Visits with which nothing could be done, and when that was tried: again after a minute and not each second, for
/// their lead may have come to this desk by then, or their customer have agreed to texts.
using TriedVisits = std::map<AppointmentId, Time>;

/// Reminders that are due become messages, one for each visit; one that cannot be filled, or that the gate leaves to a
/// person, becomes a task. At most about 50 at once; returns the leads that were moved.
Result<std::vector<LeadId>> queueReminders(Session &session, qint64 epoch, TriedVisits *tried = nullptr);
/// Those whose message ended without having been sent, while the visit is still ahead: a person's task, unless a person
/// or the customer said that it is not to go.
Result<std::vector<LeadId>> settleEndedReminders(Session &session, qint64 epoch, TriedVisits *tried = nullptr);

/// Whether a message of the program is such a reminder.
bool isReminder(const Message &message);
/// Whether its visit is still ahead.
Result<bool> reminderStands(Database &database, const Message &message, Time now);
/// It was sent: the row that says so beside the visit, done by `line` of the history.
Result<void> writeReminded(Transaction &tx, const Message &message, ActivityId line);

/// Says on each row of a board when the program will send the reminder that no task stands for yet.
Result<void> addOwnReminders(Database &database, std::vector<BoardRow> &rows);

} // namespace updesk
