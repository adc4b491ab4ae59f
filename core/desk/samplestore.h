// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/samplehistory.h"
#include "core/store/transaction.h"

#include <memory>

namespace updesk
{

/// Opens a file that nobody else uses for laying down rows in bulk: no derivations, no journal until settleBulk().
Result<std::unique_ptr<Database>> openForBulk(const QString &path, const Clock &clock);
Result<void> settleBulk(Database &database);

/// Lays the rows down, and the name words beside them.
Result<void> layDown(Transaction &tx, const LeadRows &rows);

} // namespace updesk
