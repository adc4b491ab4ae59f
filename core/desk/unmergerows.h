// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/unmerge.h"

#include <set>

namespace updesk
{

/// The ops of the merge that this line tells of: as they stand beside it, else from this desk's log. NotFound
/// (merge_record): neither has them. Damaged: there are ops among them that no merge writes.
Result<std::vector<Op>> opsOfMerge(Database &database, const Activity &merge);

/// The rows that these ops change and that are not at this desk.
using Rows = std::set<std::pair<const Table *, Id>>;
Result<Rows> absentOf(Database &database, const std::vector<Op> &ops);

} // namespace updesk
