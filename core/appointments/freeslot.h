// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/hours.h"
#include "core/store/database.h"

#include <span>

namespace updesk
{

inline constexpr Time kVisitLength = kHour; ///< how long a visit is taken to last
inline constexpr Time kVisitStep = 30 * kMinute;

/// The first half hour of the showroom's hours, at least an hour from now, that is an hour away from each booked visit
/// and ends before closing. 0: none within 60 days.
Time nextFreeSlot(const Hours &showroom, std::span<const Time> booked, Time now);

/// When this person already receives customers in [from, to), earliest first; missed, moved and cancelled visits left
/// out.
Result<std::vector<Time>> bookedTimes(Database &database, PersonId person, Time from, Time to);

} // namespace updesk
