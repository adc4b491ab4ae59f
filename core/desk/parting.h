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

/// What a desk must know to part two records that another desk merged: the ops without those on rows of a lead, which
/// go wherever their lead goes. Kept with the line of the merge.
Result<QString> partingRecord(Database &database, const std::vector<Op> &merge);

/// Statements go back to the record they were moved from, and a refusal that was called a mistake is said anew.
Result<void> turnConsents(Transaction &tx, const std::vector<Op> &ops);

/// What was said and done since `since`, while the two of a merge were one: a refusal then binds both, and a lead takes
/// its rows along.
Result<void> part(Transaction &tx, const Op &merge, Time since);

/// Logs the scores that visits and addresses of two records moved, in the running deed.
Result<void> logScores(Transaction &tx, const std::vector<LeadId> &leads, const char *cause);

} // namespace updesk
