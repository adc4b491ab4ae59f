// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leadnow.h"

namespace updesk
{

/// The row that tells which model gave a lead its score and by which factors (F45, F48), as of `row.scoredAt`; `cause`
/// is a code: capture, asked_again, reply, merge, rules, quiet_days.
ScoreLog scoreLogOf(const Id &id, const LeadNow &row, const Rulebook &rules, const char *cause, Time at);

} // namespace updesk
