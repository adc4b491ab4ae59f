// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"
#include "core/store/transaction.h"

namespace updesk
{

/// What a customer wrote or said to us last answers the last mail or text of a plan that had gone out to them before
/// (F70): its step is marked as replied to, once, whether or not the plan still runs.
Result<void> noteReply(Transaction &tx, LeadId lead);

} // namespace updesk
