// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/store/database.h"

namespace updesk
{

/// Look-ups of a capture, each by an index.
/// Those that came under this number of the source, or were joined by an inquiry that did.
Result<std::vector<LeadId>> leadsOfNumber(Database &database, const QString &externalId, SourceId source);
/// Whether a lead has a row of history that came in this document.
Result<bool> arrivedIn(Database &database, LeadId lead, OriginalId original);
/// The lead that a person keyed from this document in the tray; null: none.
Result<LeadId> leadKeyedFrom(Database &database, OriginalId original);
/// What became of one place of a document. What was taken back may have been read anew, each time as another row.
struct Arrival {
    LeadId lead; ///< of the newest reading, also when that was taken back; null: that place was never read
    bool stands = false; ///< and was not taken back
    ActivityId next; ///< the history row of the next reading: the same in every store; null while one stands
};
Result<Arrival> newestArrival(Database &database, OriginalId original, int ordinal);
Result<std::vector<LeadId>> leadsOfCustomer(Database &database, CustomerId customer, int most = 20); ///< newest first
/// The e-mail rows of customers that hold exactly this address, at most 50: in a relay's one, what stands after "+"
/// says who it is.
Result<std::vector<RowOnlyId>> emailRowsOf(Database &database, const QString &address);
Result<LeadId> openLeadOf(Database &database, CustomerId customer); ///< the newest; null: none
Result<Time> lastVisitOf(Database &database, CustomerId customer); ///< 0: never
Result<std::vector<LeadVehicle>> wantsOf(Database &database, LeadId lead); ///< preferred first
Result<std::vector<LeadVehicle>> tradesOf(Database &database, LeadId lead);

} // namespace updesk
