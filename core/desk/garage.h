// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/vehicles/garagerows.h"

namespace updesk
{

/// Puts a vehicle into the customer's garage, or changes the one with this id; a lender or an end without a loan makes
/// one, and neither takes it away. Null deed: nothing differs. Invalid: vehicle, neither make nor model nor VIN; vin,
/// year or odometer, they cannot be right.
Result<DeedId> saveVehicle(Session &session, CustomerId customer, const GarageRow &row);

/// The customer has it no more. It stays known that they had it.
Result<DeedId> removeVehicle(Session &session, OwnedVehicleId vehicle);

} // namespace updesk
