// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"
#include "core/people/customer.h"
#include "core/sequences/message.h"

namespace updesk
{

/// All leads of a customer and of every record merged into them.
Result<std::vector<LeadId>> leadsOfRecords(Database &database, CustomerId customer);
/// Their messages that have not left.
Result<std::vector<MessageId>> waitingMessagesOf(Database &database, CustomerId customer);
/// Their numbers (E.164) and mail addresses, each once, removed ones too.
Result<QStringList> addressesOf(Database &database, CustomerId customer);
/// Whether an erasure names this record, or one it was merged with.
Result<bool> hasErasure(Database &database, CustomerId customer);

} // namespace updesk
