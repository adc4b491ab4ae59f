// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/hours.h"
#include "core/people/staff.h"

#include <span>

namespace updesk
{

/// Who works when, from the rows of the store (F27). Shifts are wall clock in the zone of the hours; one that ends
/// after 24:00 belongs to the day it began on. A person without any shift works the store's hours. On a holiday people
/// are on duty only while the store is open.
struct Schedule {
    std::span<const Shift> shifts;
    std::span<const Away> aways;
    const Hours &hours;
};

/// The first moment at or after `moment` (UTC) at which the person is on duty, `moment` itself when on duty now;
/// 0: none in the next 14 days.
Time onDutyFrom(const PersonId &person, Time moment, const Schedule &schedule);

/// When the shifts or openings end that cover `moment` one after the other; 0: the person is not on duty then.
Time onDutyUntil(const PersonId &person, Time moment, const Schedule &schedule);

/// When somebody is free again who is busy for `length` from `now`, or (0) until they say otherwise: when their shift
/// ends at the latest, so that nobody is busy by having forgotten it. Who is here outside of it: when the next one
/// begins, or the day ends.
Time busyEnd(const PersonId &person, Time now, Time length, const Schedule &schedule);

inline bool onDuty(const PersonId &person, Time moment, const Schedule &schedule)
{
    return onDutyFrom(person, moment, schedule) == moment;
}

} // namespace updesk
