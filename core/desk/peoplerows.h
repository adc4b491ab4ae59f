// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/op.h"
#include "core/store/table.h"

namespace updesk
{

class Database;

/// The ops that move every row of one customer to another; equal phones and e-mails are left behind.
Result<std::vector<Op>> movesOf(Database &database, CustomerId from, CustomerId into);

/// Customers tagged as perhaps the same as this one, both ways.
Result<std::vector<CustomerId>> maybeSameAs(Database &database, CustomerId customer);

} // namespace updesk
