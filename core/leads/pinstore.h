// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/store/database.h"

#include <set>

namespace updesk
{

/// So many leads one person pins at most: all of them are read with each look at the queue.
inline constexpr int kMostPins = 100;

/// The leads that this person has marked for themselves at this desk (ui.md 15, P). Neither synced nor logged.
Result<std::set<LeadId>> pinsOf(Database &database, PersonId person);

/// Marks a lead or takes the mark off; twice is the same as once. A mark on a lead that was closed meanwhile goes.
/// Invalid, subject "pins": there are kMostPins already. NotFound: no such lead.
Result<void> setPinned(Database &database, PersonId person, LeadId lead, bool on);

} // namespace updesk
