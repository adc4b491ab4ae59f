// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// A person has read what waits on a lead: it does not sound as its marks say (Tone). They are gone from the queue, the
/// history and the messages, until something new comes in. One deed with a line in the history; undo brings them back.
/// NotFound, subject tone: nothing that waits bears a mark.
Result<DeedId> takeToneOff(Session &session, LeadId lead);

} // namespace updesk
