// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"

namespace updesk
{

/// A vehicle that a lead asks for or would trade in, with what the lot knows of it.
struct LeadVehicleRow {
    LeadVehicle vehicle;
    bool trade = false;
    bool known = false; ///< its stock number is on the lot's list
    bool inStock = false;
    qint64 price = 0; ///< cents; 0: not known
    Time since = 0; ///< on the lot since; 0: not known
    bool operator==(const LeadVehicleRow &) const = default;
};

/// Those of one lead: wanted ones first, the preferred one at the top.
Result<std::vector<LeadVehicleRow>> leadVehicles(Database &database, LeadId lead);

} // namespace updesk
