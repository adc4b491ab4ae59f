// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plantables.h"
#include "core/store/database.h"

#include <vector>

namespace updesk
{

/// How many leads are inside each version that anybody is inside.
struct InsideRow {
    PlanVersionId version;
    int leads = 0;
    bool operator==(const InsideRow &) const = default;
};
Result<std::vector<InsideRow>> insideRows(Database &database);

/// The last step that any lead inside a version has come to; -1: none has come to one.
Result<int> furthestStep(Database &database, PlanVersionId version);

} // namespace updesk
