// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/leads/localdays.h"

namespace updesk
{

/// What stands behind the cells of one queue row: who got it and why, who was told, what comes next, the car asked for.
struct LeadDetail {
    struct Told {
        Activity::Code code = Activity::Code::None;
        PersonId person;
        Time at = 0;
        bool operator==(const Told &) const = default;
    };
    /// The unit on the lot that the lead names by stock number.
    struct Wanted {
        QString stock;
        bool found = false; ///< known to the lot's list
        bool inStock = false;
        qint64 price = 0; ///< cents; 0: not known
        Time since = 0; ///< on the lot since; 0: not known
        bool operator==(const Wanted &) const = default;
    };
    Assignment assigned; ///< the last one; `at` 0: never
    std::vector<Told> told; ///< what the ladder did, oldest first
    std::vector<Task> next; ///< open tasks, soonest first, at most three
    Wanted wanted;
};

/// How many leads of a source were received in the calendar month of `within`, by the days of the store's zone.
Result<qint64> leadsOfMonth(Database &database, SourceId source, Time within, const LocalDays &days);

/// All of it for one lead; a lead that is not there has none.
Result<LeadDetail> leadDetail(Database &database, LeadId lead);

} // namespace updesk
