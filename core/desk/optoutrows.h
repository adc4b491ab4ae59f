// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "core/store/database.h"

#include <vector>

namespace updesk
{

/// How long it took until a customer's "no" held (US-9).
struct OptOutTime {
    CustomerId customer;
    LeadId lead; ///< where they said it, else their newest; null: they have none
    QString name;
    Channel came = Channel::None; ///< Text, Email; None: they said it, or it stood in an inquiry
    Time received = 0; ///< when their text or mail was written, as far as that is known
    /// When nothing went out that way any more: the "no" was written down, and the last message that was on its way had
    /// left.
    Time honoured = 0;
    QString words;
    Time took() const { return honoured - received; }
    bool operator==(const OptOutTime &) const = default;
};

/// Every refusal of a customer's own since a moment that is no mistake, the slowest first.
Result<std::vector<OptOutTime>> optOutTimes(Database &database, Time since);

/// Of the refusals that came one way.
struct OptOutSummary {
    Channel came = Channel::None;
    int count = 0;
    Time worst = 0, median = 0; ///< milliseconds
    bool operator==(const OptOutSummary &) const = default;
};
/// Texts, e-mails and the rest, each if there is one. Pure.
std::vector<OptOutSummary> optOutSummary(const std::vector<OptOutTime> &rows);

inline constexpr int kOptOutMonths = 12; ///< that the report looks back
/// Since when it does. Pure; UTC.
Time optOutSince(Time now);

} // namespace updesk
