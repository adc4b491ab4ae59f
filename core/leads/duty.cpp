// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/duty.h"

#include "core/people/busyrows.h"

#include <algorithm>

namespace updesk
{

namespace
{

constexpr int kAheadDays = 14;

int weekdayOf(int day) { return ((day + 3) % 7 + 7) % 7 + 1; }

bool isAway(const PersonId &person, int day, const Schedule &schedule)
{
    const int date = dateNumber(day);
    return std::ranges::any_of(
        schedule.aways, [&](const Away &away) { return away.person == person && away.day == date; });
}

bool hasShifts(const PersonId &person, const Schedule &schedule)
{
    return std::ranges::find(schedule.shifts, person, &Shift::person) != schedule.shifts.end();
}

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

/// When the shift ends that covers `moment`, or the opening of whoever has none; 0: the person is not on duty then.
Time endOfStretch(const PersonId &person, Time moment, const Schedule &schedule)
{
    const Hours &hours = schedule.hours;
    const int today = hours.days().dayOf(moment);
    if (!hasShifts(person, schedule))
        return isAway(person, today, schedule) ? 0 : hours.closing(moment);
    Time end = 0;
    for (int day = today - 1; day <= today; ++day) {
        if (isAway(person, day, schedule))
            continue;
        for (const Shift &shift : schedule.shifts) {
            if (shift.person != person || shift.weekday != weekdayOf(day))
                continue;
            const Time to = hours.days().last(day, shift.to);
            if (hours.days().first(day, shift.from) <= moment && moment < to)
                end = std::max(end, hours.isHoliday(day) ? std::min(to, hours.closing(moment)) : to);
        }
    }
    return end;
}

} // namespace

Time onDutyFrom(const PersonId &person, Time moment, const Schedule &schedule)
{
    const Hours &hours = schedule.hours;
    const bool byShifts = hasShifts(person, schedule);
    const int today = hours.days().dayOf(moment);
    for (int day = today - 1; day <= today + kAheadDays; ++day) {
        if (isAway(person, day, schedule))
            continue;
        Time first = 0;
        if (!byShifts)
            first = openIn(hours, hours.days().startOf(day), hours.days().startOf(day + 1), moment);
        for (const Shift &shift : schedule.shifts) {
            const bool counts = shift.person == person && shift.weekday == weekdayOf(day);
            const Time start = counts ? inShift(shift, day, moment, hours) : 0;
            if (start && (first == 0 || start < first))
                first = start;
        }
        if (first)
            return first;
    }
    return 0;
}

Time onDutyUntil(const PersonId &person, Time moment, const Schedule &schedule)
{
    Time end = 0;
    for (Time next = endOfStretch(person, moment, schedule); next > end; next = endOfStretch(person, end, schedule))
        end = next;
    return end;
}

Time busyEnd(const PersonId &person, Time now, Time length, const Schedule &schedule)
{
    const Time most = length > 0 ? std::min(length, kMostBusy) : kMostBusy;
    if (const Time off = onDutyUntil(person, now, schedule))
        return std::min(now + most, off);
    const Time on = onDutyFrom(person, now, schedule);
    const Time midnight = schedule.hours.endOfDay(now);
    return std::min(now + most, on > now ? std::min(on, midnight) : midnight);
}

} // namespace updesk
