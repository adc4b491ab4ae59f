// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/showroom.h"

#include <algorithm>

namespace updesk
{

Time Visit::*momentOf(VisitStep step)
{
    switch (step) {
    case VisitStep::Greeted:
        return &Visit::greeted;
    case VisitStep::WalkAround:
        return &Visit::walkAround;
    case VisitStep::DemoDrive:
        return &Visit::demoDrive;
    case VisitStep::Appraisal:
        return &Visit::appraisal;
    case VisitStep::WriteUp:
        return &Visit::writeUp;
    case VisitStep::ManagerTurn:
        return &Visit::managerTurn;
    case VisitStep::Finance:
        break;
    }
    return &Visit::finance;
}

std::optional<VisitStep> stepReached(const Visit &visit)
{
    std::optional<VisitStep> last;
    Time at = 1;
    for (const VisitStep step : kVisitSteps) {
        const Time reached = visit.*momentOf(step);
        if (reached < at)
            continue;
        last = step;
        at = reached;
    }
    return last;
}

Time timeIn(const Visit &visit, Time now)
{
    return std::max<Time>(0, (visit.left > 0 ? visit.left : now) - visit.arrived);
}

std::optional<Wait> waitOf(const Visit &visit, Time now)
{
    Time met = 0; // also when a later step was noted and the greeting was not
    for (const VisitStep step : kVisitSteps) {
        const Time reached = visit.*momentOf(step);
        met = met == 0 || (reached > 0 && reached < met) ? reached : met;
    }
    if (met > 0)
        return Wait{std::max<Time>(0, met - visit.arrived), false};
    if (visit.left > 0)
        return std::nullopt;
    return Wait{timeIn(visit, now), true};
}

Time closingAfter(const Visit &visit, const Hours &showroom)
{
    const Time closing = showroom.closing(visit.arrived);
    return closing > 0 ? closing : showroom.endOfDay(visit.arrived);
}

bool isForgotten(const Visit &visit, const Hours &showroom, Time now)
{
    return visit.left == 0 && visit.arrived <= now && closingAfter(visit, showroom) <= now;
}

Time stayed(const Visit &visit, const Hours &showroom, Time now)
{
    return timeIn(visit, isForgotten(visit, showroom, now) ? closingAfter(visit, showroom) : now);
}

ShowroomSums showroomSums(std::span<const Visit> visits, const Hours &showroom, Time now)
{
    ShowroomSums sums;
    Time all = 0;
    for (const Visit &visit : visits) {
        ++sums.visits;
        sums.beBacks += visit.beBack;
        sums.booked += !visit.appointment.isNull();
        sums.here += visit.left == 0 && !isForgotten(visit, showroom, now);
        all += stayed(visit, showroom, now);
    }
    sums.average = sums.visits > 0 ? all / sums.visits : 0;
    return sums;
}

} // namespace updesk
