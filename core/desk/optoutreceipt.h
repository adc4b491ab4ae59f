// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/texts.h"
#include "core/store/apply.h"

namespace updesk
{

/// Queues the one text that confirms an opt-out (US-10), to the number that it came from, inside the verb that obeys
/// it; it leaves within the minutes that the law gives, counted from when the text came as far as that is known, or not
/// at all. `original` is the document that the text is kept as: two desks that both have it queue the same row. False:
/// the gate, the channel or the words are not there, it is too late or was decided before, so nothing is queued.
Result<bool> queueReceipt(Transaction &tx, LeadId lead, const InboundText &text, OriginalId original);

} // namespace updesk
