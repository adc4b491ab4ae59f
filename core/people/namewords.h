// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/compare.h"

namespace updesk
{

/// Customers whose search words are not those of their names, and those that have words but are no customers.
Result<RowFault> nameWordFaults(Database &database);

/// Makes the search words of these customers anew.
Result<void> remakeNameWords(Database &database, const std::vector<Id> &customers);
/// All customers, and whoever has words without being one.
Result<std::vector<Id>> allWithNameWords(Database &database);

} // namespace updesk
