// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/vehicles/stock.h"
#include "core/store/database.h"

#include <optional>

namespace updesk
{

/// The vehicle of this stock number, on the lot rather than sold; nothing: none has it.
Result<std::optional<Unit>> unitNumbered(Database &database, const QString &stock);

/// The newest appointment of a lead in this state; nothing: none.
Result<std::optional<Appointment>> newestIn(Database &database, LeadId lead, Appointment::State state);

/// The vehicle in a customer's garage that was bought here at this moment; nothing: none.
Result<std::optional<OwnedVehicle>> boughtHereAt(Database &database, CustomerId customer, Time at);

} // namespace updesk
