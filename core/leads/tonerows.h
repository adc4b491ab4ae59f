// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/leads/tone.h"
#include "core/store/database.h"
#include "core/store/tonesql.h"

namespace updesk
{

/// How that sounds which waits for our answer on a lead, and when the newest of it came; nothing waits: 0.
struct WaitingTone {
    int tone = 0; ///< bits of Tone
    Time newest = 0;
};
Result<WaitingTone> waitingTone(Database &database, LeadId lead);

static_assert(int(Activity::Code::ToneTakenOff) == 65 && int(Activity::Direction::In) == 1);
static_assert(int(Activity::Kind::Text) == 1 && int(Activity::Kind::Email) == 2);

} // namespace updesk
