// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showrate.h"
#include "core/store/database.h"

namespace updesk
{

/// The visits whose time lies in [from, to), newest first, without those that were moved or cancelled and those of
/// which it is not known when they were booked. `to` is at most now. By index; some hundred thousand take a moment, so
/// off the window's thread.
Result<std::vector<PastVisit>> pastVisits(Database &database, Time from, Time to);

/// One of them with what it is known by on a list.
struct PastVisitRow {
    PastVisit visit;
    QString name, wants; ///< of the customer, or of the company
    bool operator==(const PastVisitRow &) const = default;
};
Result<std::vector<PastVisitRow>> pastVisitRows(Database &database, std::span<const PastVisit> visits);

} // namespace updesk
