// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vehicles/vehicle.h"

#include <QStringView>

#include <optional>

namespace updesk
{

/// Cents of a written amount of money ("$2,500", "2500.50 USD"); nothing when there is no amount or it is below 0.
std::optional<qint64> centsIn(QStringView written);

/// A distance as written: "88,412", "112 400 km", "142k", "45.000".
struct ReadDistance {
    int value = -1; ///< -1: not readable
    std::optional<OdometerUnit> unit;
};
ReadDistance distanceIn(QStringView written);
std::optional<OdometerUnit> unitIn(QStringView written);

/// A model year ("2021", "'19", "MY2022", "2022.0"); 0 when it is none.
int yearIn(QStringView written);

} // namespace updesk
