// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"
#include "core/store/database.h"

namespace updesk
{

/// Look-ups of a capture, each by an index.
Result<LeadId> leadOfDocument(Database &database, const QString &externalId, SourceId source); ///< null: none
Result<std::vector<LeadId>> leadsOfCustomer(Database &database, CustomerId customer); ///< newest first, 20 at most
Result<Time> lastVisitOf(Database &database, CustomerId customer); ///< 0: never
Result<std::vector<LeadVehicle>> wantsOf(Database &database, LeadId lead); ///< preferred first
Result<std::vector<LeadVehicle>> tradesOf(Database &database, LeadId lead);

} // namespace updesk
