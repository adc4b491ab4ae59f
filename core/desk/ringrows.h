// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scoring/tables.h"
#include "core/store/database.h"

namespace updesk
{

/// The beginning of postal codes that no distance ring covers, and how many addresses begin so.
struct MissingPrefix {
    QString prefix;
    int addresses = 0;
};

/// Of all customers, sorted by prefix: none may be left out silently (FL-5).
Result<std::vector<MissingPrefix>> missingPrefixes(Database &database, const RingTable &rings);

} // namespace updesk
