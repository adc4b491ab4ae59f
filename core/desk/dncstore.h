// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/dncreader.h"
#include "core/store/transaction.h"

namespace updesk
{

/// Which load of the desk's own do-not-call table counts, and how many runs it has; none: 0.
struct DncLoad {
    qint64 load = 0;
    int runs = 0;
};
Result<DncLoad> dncLoad(Database &database);
Result<void> setDncLoad(Database &database, const DncLoad &load); ///< inside a transaction

/// Adds slices of a sorted run in the running transaction.
Result<void> addDncSlices(Database &database, const DncLoad &to, const DncNumber *from, size_t count);
/// Takes out some rows of every other load; how many, 0 at the end.
Result<int> dropOtherDncLoads(Database &database, qint64 keep, int most);
Result<qint64> newestDncLoad(Database &database); ///< the highest number in use, 0: none

Result<bool> isInDnc(Database &database, const DncLoad &load, DncNumber number);

/// A phone row as the marking looks at it.
struct MarkedPhone {
    PhoneId id;
    QByteArray e164;
    bool dncOn = false;
};
Result<std::vector<MarkedPhone>> phonesAfter(Database &database, PhoneId after, int most);

} // namespace updesk
