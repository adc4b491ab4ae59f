// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// A kind of disagreement: how many rows of this table show it in this column, and the first few of them.
struct RowFault {
    static constexpr size_t kMostFirst = 5;
    QString table;
    QString column; ///< empty: the row itself is missing
    qint64 rows = 0;
    std::vector<Id> first;

    void add(const Id &row)
    {
        if (++rows <= qint64(kMostFirst))
            first.push_back(row);
    }
    bool operator==(const RowFault &) const = default;
};

/// Rows whose fields are not what the log last said of them, and deeds that are no log lines or stand out of order
/// (table "deed"). A row that the server has sent is compared with unsent deeds only. Memory stays below some 50 MB
/// however long the log is.
Result<std::vector<RowFault>> compareLogWithRows(Database &database);

} // namespace updesk
