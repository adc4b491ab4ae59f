// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/nightstore.h"

namespace updesk
{

static constexpr char kScored[] = "scored_day", kDisposal[] = "disposal_month", kList[] = "list_told";

Result<qint64> lastScoredDay(Database &database) { return database.state(kScored); }
Result<void> setLastScoredDay(Database &database, int day) { return database.setState(kScored, day); }

Result<qint64> lastDisposalMonth(Database &database) { return database.state(kDisposal); }
Result<void> setLastDisposalMonth(Database &database, int month) { return database.setState(kDisposal, month); }

Result<qint64> lastListDay(Database &database) { return database.state(kList); }
Result<void> setLastListDay(Database &database, int day) { return database.setState(kList, day); }

QDate dateOf(qint64 day) { return QDate(int(day / 10'000), int(day / 100 % 100), int(day % 100)); }

} // namespace updesk
