// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/store/transaction.h"

namespace updesk
{

/// Where the next step of an open lead is to find a way to the customer and there is one by now, the plan for new leads
/// begins, or a first attempt is due when the search was.
Result<void> goOnByWayFound(Transaction &tx, LeadId lead);

} // namespace updesk
