// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/duty.h"

#include <algorithm>

namespace updesk
{

namespace
{

constexpr int kAheadDays = 14;

/// The first open moment in [from, to) not before `moment`; 0: none.
Time openIn(const Hours &hours, Time from, Time to, Time moment)
{
    const Time opening = hours.nextOpening(std::max(from, moment));
    return opening && opening < to ? opening : 0;
}

/// The first moment of a shift that began on `day`, not before `moment`; 0: none.
Time inShift(const Shift &shift, int day, Time moment, const Hours &hours)
{
    const Time from = hours.days().first(day, shift.from);
    const Time to = hours.days().last(day, shift.to);
    if (hours.isHoliday(day))
        return openIn(hours, from, to, moment);
    const Time start = std::max(from, moment);
    return start < to ? start : 0;
}

} // namespace

Time onDutyFrom(const PersonId &person, Time moment, const Schedule &schedule)
{
    const Hours &hours = schedule.hours;
    const auto isOurs = [&](const auto &row) { return row.person == person; };
    const bool hasShifts = std::ranges::any_of(schedule.shifts, isOurs);
    const int today = hours.days().dayOf(moment);
    for (int day = today - 1; day <= today + kAheadDays; ++day) {
        const int date = dateNumber(day);
        const auto isAway = [&](const Away &away) { return away.person == person && away.day == date; };
        if (std::ranges::any_of(schedule.aways, isAway))
            continue;
        Time first = 0;
        if (!hasShifts)
            first = openIn(hours, hours.days().startOf(day), hours.days().startOf(day + 1), moment);
        const int weekday = ((day + 3) % 7 + 7) % 7 + 1;
        for (const Shift &shift : schedule.shifts) {
            const Time start = isOurs(shift) && shift.weekday == weekday ? inShift(shift, day, moment, hours) : 0;
            if (start && (first == 0 || start < first))
                first = start;
        }
        if (first)
            return first;
    }
    return 0;
}

} // namespace updesk
