// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/effect.h"

#include "core/sequences/effectrows.h"
#include "core/store/apply.h"

namespace updesk
{

Result<void> noteReply(Transaction &tx, LeadId lead)
{
    const auto answered = stepAnswered(tx.database(), lead);
    if (!answered || !*answered)
        return answered ? Result<void>() : answered.error();
    const auto run = load(tx.database(), kStepRun, (*answered)->run.value);
    if (!run)
        return run.error();
    if (run->replied > 0)
        return {};
    StepRun changed = *run;
    changed.replied = (*answered)->at;
    return apply(tx, set(kStepRun, *run, changed));
}

} // namespace updesk
