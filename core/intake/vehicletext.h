// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vehicles/vehicle.h"

#include <optional>

namespace updesk
{

/// A vehicle in one line, "2019 Land Rover Discovery SE": year, make (two words where it has two), model, trim.
VehicleDraft vehicleInLine(const QString &line);

/// The first "year make model" in running text with a make that is known; nothing else is taken for a vehicle.
std::optional<VehicleDraft> vehicleInText(QStringView text);

/// Fills what `vehicle` lacks from lines such as "Stock #: U20518" or "Make: Honda, Model: Accord".
void fillFromLines(const QString &text, VehicleDraft &vehicle);

/// True when nothing is known that tells a vehicle from any other.
bool isNoVehicle(const VehicleDraft &vehicle);

} // namespace updesk
