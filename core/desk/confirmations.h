// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/desk/customerreply.h"

#include <optional>

namespace updesk
{

/// The visit is confirmed by this way, by whoever works here, null: the program; what was to ask about it is done by
/// `line` of the history.
Result<void> writeConfirmed(Transaction &tx, const Appointment &booked, Channel way, ActivityId line);

/// The visit that an answer by text confirms: its words say so and nothing else (readConfirm()), there is one visit
/// ahead for whoever has the number, on this lead, agreed on before the text was written and not confirmed yet.
/// Nothing: a person reads it. A plain yes answers the newest text of ours since the visit was agreed on: when that
/// was about something else, so is the answer.
Result<std::optional<Appointment>> visitConfirmedIn(
    Database &database, const CustomerReply &reply, LeadId lead, Time now);

} // namespace updesk
