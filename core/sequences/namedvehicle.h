// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"

namespace updesk
{

/// A vehicle as messages name it.
struct NamedVehicle {
    int year = 0;
    QString make, model, trim, stock;
    int odometer = 0; ///< of the unit on our lot; 0: not known
    OdometerUnit unit = OdometerUnit::Miles;
    bool operator==(const NamedVehicle &) const = default;
};

} // namespace updesk
