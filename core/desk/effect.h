// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/sequences/plantables.h"
#include "core/store/transaction.h"

namespace updesk
{

/// What a customer wrote or said to us last answers the last mail or text of a plan that had gone out to them before
/// (F70): its step is marked as replied to, once, whether or not the plan still runs.
Result<void> noteReply(Transaction &tx, LeadId lead);

/// Which words of its template a step went out with.
struct SentWords {
    int version = 0;
    QString language;
};
/// As far as somebody's own typing can be told from them: those of the message that this line tells of, else those that
/// the customer would get now. Empty: a call, or there is no such template.
Result<SentWords> wordsSent(Transaction &tx, const StepRun &run, const Activity &line);

} // namespace updesk
