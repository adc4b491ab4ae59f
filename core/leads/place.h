// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/hours.h"

namespace updesk
{

/// What decides a lead's place in the queue. UTC; 0: there is none.
struct PlaceFacts {
    bool closed = false;
    Time waitingSince = 0; ///< the customer wrote or called last, or stands in the store without a person
    Time clockDue = 0; ///< 0: no first-response clock, never had one or stopped
    Time clockFrom = 0; ///< when that clock begins to count
    Time received = 0;
    int tier = 0; ///< 0 Low to 3 Hot
    Time headStart = 0; ///< what the tier's protocol takes off clockDue in the order of first responses
    Time confirmDue = 0; ///< the appointment's confirmation
    Time visitAt = 0; ///< the visit it is about: once that time has come nobody is asked any more whether they come
    Time nextDue = 0; ///< the next step or promised call
    bool promised = false; ///< nextDue was promised to the customer
};

inline constexpr int kClosedGroup = 9;
inline constexpr Time kStillFirst = 30 * kMinute; ///< so long a late lead stays in the first-response group
inline constexpr Time kConfirmAhead = kHour;

/// A place in the queue: ORDER BY grp, k1, k2, 100 - score, received, id is the queue's order.
struct Place {
    int group = kClosedGroup; ///< 0 waiting, 1 first response, 2 confirm, 3 late, 4 today, 5 later, 9 closed
    qint64 k1 = 0;
    qint64 k2 = 0;
    Time nextChange = 0; ///< the first later moment at which group or keys differ by time alone; 0: never
    /// The last moment by now at which time alone brought it here, for a clock that goes back; 0: none, or that its
    /// clock began to count, which clockFrom tells.
    Time since = 0;
    bool operator==(const Place &) const = default;
};

/// The store's zone (`hours`) decides what "today" is.
Place place(const PlaceFacts &facts, Time now, const Hours &hours);

} // namespace updesk
