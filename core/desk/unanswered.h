// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"
#include "core/store/transaction.h"

namespace updesk
{

/// Inside the transaction that closes an open lead: when nobody has answered it with evidence, every manager but the
/// one who closes it is told, for closing stops no clock (F39). A duplicate was answered on its other lead.
Result<void> tellIfUnanswered(Transaction &tx, const Lead &lead, Closed how);

} // namespace updesk
