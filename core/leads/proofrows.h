// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/queuerows.h"

namespace updesk
{

/// What is weak about the answer a lead got, for its manager (F39).
enum class Proof : quint8 {
    Told, ///< the first answer rests on what somebody told
    Unverified, ///< open, tried, and no attempt has evidence: its clock still counts
    NeverAnswered, ///< closed before anybody answered with evidence
    ClockJumped ///< answered by a clock that had been turned
};

/// Nothing when its answer has evidence, it was born answered, or nobody has tried it yet.
std::optional<Proof> proofOf(const LeadNow &row);

/// Leads without proof of their answer, newest first, at most `limit`; those received before `since` are left out.
Result<std::vector<QueueRow>> leadsWithoutProof(Database &database, int limit, Time since = 0);

/// How many of each, by Proof.
using ProofCounts = std::array<int, 4>;
Result<ProofCounts> countsWithoutProof(Database &database, Time since = 0);

} // namespace updesk
