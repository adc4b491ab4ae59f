// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// The local day (yyyymmdd) on which all scores were last made anew; 0: never.
Result<qint64> lastScoredDay(Database &database);
Result<void> setLastScoredDay(Database &database, int day);

} // namespace updesk
