// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// How long sent deeds stay: for undo, for the audit at the desk, and to be sent again to a restored server.
inline constexpr Time kDeedsKept = 45 * kDay;

/// Drops sent deeds older than kDeedsKept, never unsent ones nor what was given up, and returns how many. In slices,
/// giving way between them; what was dropped before an error (Busy) stays dropped.
Result<int> trimLog(Database &database, Time now);

} // namespace updesk
