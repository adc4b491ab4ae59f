// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/planrows.h"

namespace updesk
{

// planEffect() is declared beside the other questions about plans.

/// The mail or text of a plan that a lead's customer has answered last.
struct AnsweredStep {
    StepRunId run;
    Time at = 0; ///< of the answer
    bool operator==(const AnsweredStep &) const = default;
};
/// The newest answer of the lead (a mail, a text or a call in; a refusal is none) and the last step before it that went
/// out; nothing: one of the two is missing. By index.
Result<std::optional<AnsweredStep>> stepAnswered(Database &database, LeadId lead);

} // namespace updesk
