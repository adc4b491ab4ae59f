// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointmentrules.h"
#include "core/store/database.h"

#include <optional>

namespace updesk
{

/// Appointments in [from, to] of which nobody has said how they went, and missed ones whose visitor stood in the
/// showroom after all, the earliest first; at most `most`.
Result<std::vector<AppointmentId>> unmarkedVisits(Database &database, Time from, Time to, int most);

/// When the first appointment after `after` is that nobody has marked; 0: there is none.
Result<Time> nextUnmarkedVisit(Database &database, Time after);

/// The visit of a lead that is agreed on and still to come; nothing: none.
Result<std::optional<Appointment>> comingVisit(Database &database, LeadId lead, Time now);

/// The visits of a customer that are agreed on and still to come, the earliest first, at most two: of several nobody
/// asks how many.
Result<std::vector<Appointment>> comingVisitsOf(Database &database, CustomerId customer, Time now);

/// The appointment in [from, to) that a visitor of this customer may have come for: agreed on or missed, the one
/// nearest to `at`; nothing: none.
Result<std::optional<Appointment>> expectedVisit(Database &database, CustomerId customer, Time from, Time to, Time at);

/// The visit that came of an appointment; nothing: none.
Result<std::optional<Visit>> visitOfAppointment(Database &database, AppointmentId appointment);

} // namespace updesk
