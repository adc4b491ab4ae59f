// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/staff.h"
#include "core/store/database.h"

#include <map>
#include <vector>

namespace updesk
{

/// The longest that one spell counts, whatever its row says: nobody goes without leads because of a wrong one.
inline constexpr Time kMostBusy = 12 * kHour;

/// Who is busy at `now`, and until when.
using BusyPeople = std::map<PersonId, Time>;
Result<BusyPeople> busyAt(Database &database, Time now);
/// 0: that person is not busy.
Time busyUntil(const BusyPeople &busy, PersonId person);

/// The spells of a person that are not over at `now`, as their rows have them: more than one when two desks made them.
Result<std::vector<Busy>> spellsOf(Database &database, PersonId person, Time now);

} // namespace updesk
