// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/message.h"
#include "core/store/database.h"

#include <vector>

namespace updesk
{

/// Steps that the program does and whose time has come, for which there is no message yet and that no call back holds;
/// soonest first.
Result<std::vector<StepRunId>> runsWithoutMessage(Database &database, Time now, int most);

/// A step that still stands open though its message has ended without having been sent.
struct EndedStep {
    StepRunId run;
    QString state, why; ///< of the message
};
Result<std::vector<EndedStep>> endedSteps(Database &database, int most);

/// Messages begun since `since` that were sent and are no line of the history yet, oldest first.
Result<std::vector<MessageId>> sentWithoutLine(Database &database, Time since, int most);

/// A message whose fate nobody told, though this desk's journal has it: it broke off in between.
struct JournalKnows {
    MessageId message;
    bool accepted = false; ///< else it was refused
    QString provider;
};
Result<std::vector<JournalKnows>> unknownButNoted(Database &database);

/// Whether a message of the queue that no call back holds is due, or too late: else nobody has to be asked.
Result<bool> isDue(Database &database, Time now);
/// Whether a message is on its way, as far as is known here.
Result<bool> isSending(Database &database);
/// Whether a step still stands open; one that is not here counts as open.
Result<bool> isStepOpen(Database &database, StepRunId run);

} // namespace updesk
