// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/compare.h"

namespace updesk
{

/// Rows that are computed from others (lead_now, the words of the name search) and are not what those give. What time
/// and changed settings have yet to move is moved first.
Result<std::vector<RowFault>> derivedFaults(Database &database, Time now);

/// Makes them all anew; returns how many leads there are and how many rows were not right.
struct Remade {
    int leads = 0, differed = 0;
};
Result<Remade> remakeDerived(Database &database, Time now);

} // namespace updesk
