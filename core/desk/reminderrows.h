// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/sequences/message.h"
#include "core/store/database.h"

#include <vector>

namespace updesk
{

inline constexpr char kReminderPurpose[] = "remind "; ///< Message::purpose, with the hex of the appointment behind it

/// Visits ahead whose reminder is due by `now` and that have neither a task nor a message for it, the earliest first;
/// those behind `after` only, when it is given.
struct VisitToRemind {
    AppointmentId id;
    Time at = 0;
    CustomerId customer;
};
Result<std::vector<VisitToRemind>> visitsToRemind(
    Database &database, Time now, int most, const VisitToRemind *after = nullptr);

/// A reminder that the program was to send and that ended without having been sent, while its visit is still ahead and
/// no person has it as a task: the earliest visit first; those behind `after` only, when it is given.
struct EndedReminder : VisitToRemind {
    QString state, why; ///< of the message
};
Result<std::vector<EndedReminder>> endedReminders(
    Database &database, Time now, int most, const VisitToRemind *after = nullptr);

/// The tasks that are to remind of a visit, done and dropped ones too.
Result<std::vector<TaskId>> remindersOf(Database &database, AppointmentId visit);

} // namespace updesk
