// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leadnow.h"
#include "core/store/transaction.h"

namespace updesk
{

/// The row that tells which model gave a lead its score and by which factors (F45, F48), as of `row.scoredAt`; `cause`
/// is a code: capture, asked_again, reply, merge, rules, quiet_days.
ScoreLog scoreLogOf(const Id &id, const LeadNow &row, const Rulebook &rules, const char *cause, Time at);

/// The line of a score that the program moved by itself; none when points, tier and factors are what they were,
/// whatever model they now come from. Of two hosts that move it the same way on one day, one line.
Result<void> logMove(
    Transaction &tx, const LeadNow &before, const LeadNow &row, const Rulebook &rules, const char *cause);

} // namespace updesk
