// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"

namespace updesk
{

/// Leads that somebody may mean by this text, at most `most`: the beginning or the end of the id (four hex digits or
/// more), the number at the sender, else words of the customer's name. Of one customer's leads the open one, else the
/// newest.
Result<std::vector<LeadId>> leadsMeant(Database &database, const QString &text, int most = 6);

/// Leads by when they were made, newest first.
enum class LeadsListed : quint8 { Open, All };
Result<std::vector<LeadId>> newestLeads(Database &database, LeadsListed which, int most);

} // namespace updesk
