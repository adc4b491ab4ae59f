// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"

namespace updesk
{

/// Bits of Ask that a customer's words hold; a question that is none of the known ones is AskOther.
int asksIn(const QString &words);

/// Reads what the words of draft.comments and the subject say beyond themselves: asks, the customer's own pre-approval
/// and down payment, the channel preferred, consent lines.
void readWishes(LeadDraft &draft, const QString &subject);

} // namespace updesk
