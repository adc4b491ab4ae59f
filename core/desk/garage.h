// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/vehicles/garagerows.h"

namespace updesk
{

/// Changes the vehicle that was read as `opened` where `typed` differs from it, or puts a new one into the customer's
/// garage when `opened` has no id, after which "no trade-in" is asked again; a lender or an end without a loan makes
/// one, and neither takes all of them away. Null deed: nothing differs. Invalid: vehicle, neither make nor model nor
/// VIN; vin, year or odometer, they cannot be right. Conflict: somebody changed the same since it was read. NotFound
/// (vehicle): it was removed since.
Result<DeedId> saveVehicle(Session &session, CustomerId customer, const GarageRow &opened, const GarageRow &typed);

/// The customer has it no more. It stays known that they had it.
Result<DeedId> removeVehicle(Session &session, OwnedVehicleId vehicle);

} // namespace updesk
