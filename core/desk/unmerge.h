// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/activity.h"
#include "core/store/apply.h"

namespace updesk
{

/// How long the merge of two records can be undone at any desk.
inline constexpr Time kUnmergeWithin = 30 * kDay;

/// A merge in a customer's history that nobody has taken back.
struct MergeRow {
    ActivityId id;
    QString other; ///< whose record was joined
    PersonId by;
    Time at = 0;
    bool operator==(const MergeRow &) const = default;
};
/// Newest first; also merges of records that were joined to this one later.
Result<std::vector<MergeRow>> mergesOf(Database &database, CustomerId customer);
/// Those that unmerge() would not refuse for their age or for what became of the two since.
Result<std::vector<MergeRow>> undoable(Database &database, std::vector<MergeRow> merges, Time now);

/// Both records as they are now, and what did not go back.
struct Unmerged {
    DeedId deed;
    CustomerId lives, back; ///< the one that took the other over, and that other
    QString livesName, backName;
    std::vector<LeadId> leads;
    int stayed = 0; ///< rows with something that somebody changed since: their newer values stand
    int absent = 0; ///< rows of older history that are not at this desk: they stay where they are
};

/// Takes a merge back, named by its line in the history: what it moved goes back to the record it came from, with all
/// that was written on it since. What was changed since keeps its newer value, what was moved on since stays there, and
/// what came since stays with the record that lives; a lead takes its own history along, and a refusal said since binds
/// both. Undo merges them again. Invalid (unmerged): it was taken back already. Denied: unmerge_late, older than
/// kUnmergeWithin; merged_again, the record that lives was merged into another since. NotFound (merge_record): made by
/// an older UpDesk at another desk. TooNew: made by a newer one.
Result<Unmerged> unmerge(Session &session, ActivityId merge);

} // namespace updesk
