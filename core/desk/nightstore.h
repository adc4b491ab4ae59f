// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QDate>

namespace updesk
{

/// The local day (yyyymmdd) on which all scores were last made anew; 0: never.
Result<qint64> lastScoredDay(Database &database);
Result<void> setLastScoredDay(Database &database, int day);

/// The local month (yyyymm) in which managers were last told who is proposed for disposal; 0: never.
Result<qint64> lastDisposalMonth(Database &database);
Result<void> setLastDisposalMonth(Database &database, int month);

/// The local day (yyyymmdd) on which managers were last told of the age of the do-not-call list; 0: never.
Result<qint64> lastListDay(Database &database);
Result<void> setLastListDay(Database &database, int day);

/// A day (yyyymmdd) as a date; invalid: it is none, such as 0.
QDate dateOf(qint64 day);

} // namespace updesk
