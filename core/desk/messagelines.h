// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/message.h"

namespace updesk
{

/// A message that was sent becomes a line of its lead's history, once, whoever asks how often: the program's with
/// evidence automatic, which does its plan's step, a person's with evidence confirmed, which is an attempt. Null: the
/// line is there, or its lead is gone.
Result<LeadId> writeLine(Session &session, const Message &message, qint64 epoch);

/// The same of all that were sent in the last 30 days and have none, as after a crash in between; at most 50 at once.
Result<std::vector<LeadId>> writeMissingLines(Session &session, qint64 epoch);

} // namespace updesk
