// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

namespace updesk
{

/// "No" on all channels, inside a verb's transaction: every open lead of the customer is lost and nothing stays
/// planned. `words`: what the customer said, never a note about it; with them it can never be undone.
Result<void> writeOptOut(Transaction &tx, CustomerId customer, const QString &words);

} // namespace updesk
