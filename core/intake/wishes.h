// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"

namespace updesk
{

/// Bits of Ask that a customer's words hold; a question that is none of the known ones is AskOther. A "not" in the same
/// clause takes the ask away.
int asksIn(const QString &words);

/// Reads what the words of draft.comments and the subject say beyond themselves: asks, the customer's own pre-approval
/// and down payment, the channel preferred, what they consent to and what they refuse. Words that are not clear grant
/// nothing; a refusal goes before every consent and wish.
void readWishes(LeadDraft &draft, const QString &subject);

/// Reads asks and refusals from what somebody wrote down while a customer spoke. Readiness is not read from such notes
/// (FL-4).
void readSpokenWishes(LeadDraft &draft, const QString &words);

} // namespace updesk
