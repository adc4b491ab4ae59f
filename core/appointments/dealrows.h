// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appraisal.h"
#include "core/appointments/deal.h"
#include "core/store/database.h"

namespace updesk
{

/// A line of the sold log with the customer's name.
struct DealRow {
    Deal deal;
    QString name;
    bool operator==(const DealRow &) const = default;
};

/// The deals agreed on in [from, to), newest first, unwound ones among them; at most `limit`.
Result<std::vector<DealRow>> soldRows(Database &database, Time from, Time to, int limit = 2000);

/// What they come to. Unwound deals count for nothing else; gross is that of the deals whose gross is known.
struct SoldSums {
    int pending = 0, delivered = 0, unwound = 0, withoutGross = 0;
    qint64 front = 0, back = 0; ///< cents
    bool operator==(const SoldSums &) const = default;
};
SoldSums sumsOf(const std::vector<DealRow> &rows);

/// A lead's deals and the appraisals of its trade-ins, newest first.
Result<std::vector<Deal>> dealsOfLead(Database &database, LeadId lead);
Result<std::vector<Appraisal>> appraisalsOfLead(Database &database, LeadId lead);

} // namespace updesk
