// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/customer.h"
#include "core/store/apply.h"

namespace updesk
{

/// What a merge, its undoing in the session and its undoing long after share.

/// The op that joins one record to another, or parts it again; nullptr in any other deed.
const Op *mergeIn(const std::vector<Op> &ops);
/// The record that the op of mergeIn() joins its row to; null: it parts them.
CustomerId joinedTo(const Op &merge);
/// Whether the two still are as that op left them. Invalid (unmerged, merged): somebody has turned it since. Denied
/// (merged_again): the record that lives was merged into another one since.
Result<void> mergeStands(Database &database, const Op &merge);

/// What a desk must know to part two records that another desk merged: the ops without those on rows of a lead, which
/// go wherever their lead goes. Kept with the line of the merge.
Result<QString> partingRecord(Database &database, const std::vector<Op> &merge);

/// Statements go back to the record they were moved from, and a refusal that was called a mistake is said anew. How
/// many stay because they stand with another record by now; those that are not at this desk are not counted.
Result<int> turnConsents(Transaction &tx, const std::vector<Op> &ops);

/// What was said and done since `since`, while the two of a merge were one: a refusal then binds both, and a lead takes
/// its rows along.
Result<void> part(Transaction &tx, const Op &merge, Time since);

/// The op parted two records and was undone: what was written on the one that is an alias again moves to the other.
/// Leads that went along are added to `leads`.
Result<void> rejoin(Transaction &tx, const Op &parting, std::vector<LeadId> &leads);

/// Logs the scores that visits and addresses of two records moved, in the running deed.
Result<void> logScores(Transaction &tx, const std::vector<LeadId> &leads, const char *cause);

} // namespace updesk
