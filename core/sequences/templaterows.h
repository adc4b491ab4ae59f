// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/templatefacts.h"
#include "core/store/database.h"

#include <vector>

namespace updesk
{

/// What messages about this lead may say at `now`: customer, preferred vehicle with its unit and how many are like it,
/// trade, owner, store and the next visit; all by index. `writer`: who signs when the lead has no owner; null: nobody.
/// NotFound: no such lead.
Result<TemplateFacts> templateFacts(Database &database, LeadId lead, Time now, PersonId writer = {});

/// Open leads that a template is tried on, newest first, so that a text's longest form is told from real data; the page
/// after `last` (null: the first), at most `most`.
Result<std::vector<LeadId>> leadsToTry(Database &database, LeadId last, int most);

/// Whether the last visit that was agreed on with this lead was missed and none is to come.
Result<bool> missedLastVisit(Database &database, LeadId lead);

/// The store's incentives, past and coming ones too. Invalid, as incentivesIn(): the setting cannot be read.
Result<std::vector<Incentive>> incentivesOf(Database &database);

/// The setting of the store that says in which language it writes, "" when it has none.
Result<QString> storeLanguage(Database &database);

} // namespace updesk
