// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointmentrules.h"
#include "core/leads/activity.h"
#include "core/store/database.h"

namespace updesk
{

/// A planned step of an appointment as the board shows it.
struct BoardStep {
    Time due = 0; ///< 0: none was planned
    Channel channel = Channel::None;
    Time done = 0; ///< when it was done
    bool dropped = false;
    bool isOpen() const { return due > 0 && done == 0 && !dropped; }
    bool operator==(const BoardStep &) const = default;
};

/// One line of the appointment board.
struct BoardRow {
    Appointment appointment;
    QString name; ///< of the customer, or of the company
    QString wants, stock;
    bool closed = false; ///< the lead is
    Visit visit; ///< that came of it; a null id: none
    BoardStep confirm, remind, recover;
    int tries = 0; ///< calls that were to confirm it and reached nobody
    bool operator==(const BoardRow &) const = default;
};

/// The appointments in [from, to) by time, also moved and cancelled ones; of one person when `person` is not null. At
/// most `limit`.
Result<std::vector<BoardRow>> boardRows(Database &database, Time from, Time to, PersonId person, int limit = 2000);

/// Their counts, each in the state it is shown in.
BoardCounts countsOf(const std::vector<BoardRow> &rows, const Hours &hours, Time now);

/// A lead's appointments, newest first.
Result<std::vector<Appointment>> appointmentsOfLead(Database &database, LeadId lead);

} // namespace updesk
