// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/freeslot.h"

#include <algorithm>

namespace updesk
{

Time nextFreeSlot(const Hours &showroom, std::span<const Time> booked, Time now)
{
    const auto taken = [&](Time at) {
        return std::ranges::any_of(
            booked, [at](Time other) { return at < other + kVisitLength && other < at + kVisitLength; });
    };
    const auto stepped = [](Time at) { return (at + kVisitStep - 1) / kVisitStep * kVisitStep; };
    for (Time at = stepped(now + kHour); at && at < now + 60 * kDay;) {
        if (!showroom.isOpen(at)) {
            const Time opening = showroom.nextOpening(at);
            if (!opening)
                return 0;
            at = stepped(opening);
            continue;
        }
        if (!taken(at) && showroom.closing(at) >= at + kVisitLength)
            return at;
        at += kVisitStep;
    }
    return 0;
}

} // namespace updesk
