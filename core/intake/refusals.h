// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"

namespace updesk
{

/// Reads the ways of contact that the words refuse into draft.refusals, each with the sentence that says so; a wish
/// about the time of a call ("do not call before 5") goes into draft.bestTime when that is empty. Never grants
/// anything.
void readRefusals(LeadDraft &draft, const QString &words);

/// Adds a refusal unless the draft has it. `answered`: only a "no" to the opt-in of a form; the customer's own words go
/// before it.
void refuse(LeadDraft &draft, Channel channel, const QString &words, bool answered = false);

/// Adds a refusal for each bit of Way.
void refuseWays(LeadDraft &draft, int ways, const QString &words, bool answered = false);

bool refuses(const LeadDraft &draft, Channel channel);

} // namespace updesk
