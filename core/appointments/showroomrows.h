// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showroom.h"
#include "core/leads/lead.h"
#include "core/store/database.h"

namespace updesk
{

inline constexpr Time kPresentSince = 7 * kDay; ///< who came before that has left, whatever the log says

/// Somebody who is in the store now, or was on the day that is asked for.
struct PresentRow {
    Visit visit;
    QString name, wants, stock;
    Stage stage = Stage::New;
    bool operator==(const PresentRow &) const = default;
};

/// Who has come since `since` and not left, the first to come first; also those who were forgotten when the showroom
/// closed (isForgotten()).
Result<std::vector<PresentRow>> presentRows(Database &database, Time since);

/// Who came in [from, to), gone or not.
Result<std::vector<PresentRow>> visitorsBetween(Database &database, Time from, Time to, int limit = 2000);

} // namespace updesk
