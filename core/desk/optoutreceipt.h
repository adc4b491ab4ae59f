// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

namespace updesk
{

inline constexpr char kReceiptText[] = "stop_receipt_text"; ///< key of the template of the one text after a refusal

/// Queues the one text that confirms an opt-out (US-10), to the number that it came from, inside the verb that obeys
/// it; it leaves within the minutes that the law gives, or not at all. False: the gate, the channel or the words are
/// not there, so nothing is queued.
Result<bool> queueReceipt(Transaction &tx, LeadId lead, const QString &number);

} // namespace updesk
