// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/desk/session.h"

namespace updesk
{

/// What is done with an appointment on the board (F72, ui.md 7). Each is one deed that undo takes back; said a second
/// time it is a null deed. Invalid with subject state: it stands where this cannot follow (mayBecome()). NotFound: it
/// is gone.

/// The customer says that they come, by this way; the call that was to ask is done.
Result<DeedId> confirmVisit(Session &session, AppointmentId appointment, Channel way = Channel::Phone);

/// They are here: the visit begins, with whoever was to receive them.
struct Arrived {
    DeedId deed;
    RowOnlyId visit;
    bool beBack = false;
    PersonId person; ///< null: nobody is with them yet
};
Result<Arrived> arriveVisit(Session &session, AppointmentId appointment);

/// Nobody came. Invalid with subject early: its time has not come yet.
Result<DeedId> missVisit(Session &session, AppointmentId appointment);

/// Another time; the former appointment stays as moved. A null receiver: who was to receive them before. Invalid: the
/// time is past (appointment), the lead is closed (closed).
Result<DeedId> moveVisit(Session &session, AppointmentId appointment, Time at, PersonId receiver = {});

/// They do not come; it stays on the board as cancelled. An open lead with nothing else planned is called on the next
/// morning.
Result<DeedId> cancelVisit(Session &session, AppointmentId appointment, const QString &why = {});

} // namespace updesk
