// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vehicles/garagerows.h"

#include <QStringList>

namespace updesk
{

/// "3/2024", as it is typed; empty: none.
QString monthTyping(Time at);
/// What is known of a vehicle beside its name: mileage, VIN, since when and whether bought here, when its loan ends.
QStringList garageNotes(const GarageRow &row);

} // namespace updesk
