// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/vehicles/stock.h"

#include <vector>

namespace updesk
{

/// A vehicle that a customer has, with what is still owed on it.
struct GarageRow {
    OwnedVehicle vehicle;
    Loan loan; ///< without an id: nothing is known of one
    bool operator==(const GarageRow &) const = default;
};

/// What a customer has now, the newest first.
Result<std::vector<GarageRow>> garageOf(Database &database, CustomerId customer);

/// All that is written down as owed on a vehicle: two desks may have written one loan each.
Result<std::vector<Loan>> loansOf(Database &database, OwnedVehicleId vehicle);

/// "2019 Toyota Corolla LE"; the VIN when nothing else is known.
QString vehicleName(const OwnedVehicle &vehicle);

} // namespace updesk
