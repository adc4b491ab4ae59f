// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/showrate.h"

namespace updesk
{

Ahead aheadOf(Time setAt, Time at, const LocalDays &days)
{
    const int before = days.dayOf(at) - days.dayOf(setAt);
    if (before <= 0)
        return Ahead::SameDay;
    if (before == 1)
        return Ahead::NextDay;
    if (before == 2)
        return Ahead::TwoDays;
    return before <= 7 ? Ahead::Week : Ahead::Longer;
}

std::optional<double> ShowShare::rate() const
{
    return known() > 0 ? std::optional(double(came) / known()) : std::nullopt;
}

static void count(ShowShare &share, PastVisit::Went went)
{
    share.came += went == PastVisit::Went::Came;
    share.missed += went == PastVisit::Went::Missed;
    share.unsaid += went == PastVisit::Went::Unsaid;
}

ShowRate showRate(std::span<const PastVisit> visits, const LocalDays &days)
{
    ShowRate rate;
    for (const PastVisit &visit : visits) {
        count(rate.ahead[size_t(aheadOf(visit.setAt, visit.at, days))], visit.went);
        count(rate.all, visit.went);
    }
    return rate;
}

} // namespace updesk
