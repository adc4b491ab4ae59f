// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plantables.h"
#include "core/store/transaction.h"

namespace updesk
{

/// What the program can send by itself: by the ways that the store has set up, unless this connection was told. A step
/// that is the program's then stays a row for it; without a way it is a person's task, so that nothing seems sent that
/// is not.
struct PlanSender {
    bool mail = false, text = false;
};
void setPlanSender(Database &database, const PlanSender &sender);

/// Who carries a step out: a person, with a task of the queue, or the program.
enum class Carrier : quint8 { Person, Program };
Carrier carrierOf(Database &database, Channel channel, SentBy by);

/// The program has sent a step: it is done by `sent`, an automatic line of the history, which is filled in and written
/// here. Invalid: the step is not open, or a person's.
Result<void> writeStepSent(Transaction &tx, StepRunId run, Activity &sent);

} // namespace updesk
