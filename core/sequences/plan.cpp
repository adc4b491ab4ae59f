// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/plan.h"

#include <algorithm>

namespace updesk
{

int Plan::find(const QString &step) const
{
    const auto found = std::ranges::find(steps, step, &PlanStep::key);
    return found == steps.end() ? -1 : int(found - steps.begin());
}

int Plan::attempts() const
{
    return int(std::ranges::count_if(steps, [](const PlanStep &step) { return !step.acknowledges; }));
}

int Plan::attemptOf(int step) const
{
    if (step < 0 || step >= int(steps.size()) || steps[size_t(step)].acknowledges)
        return 0;
    return int(
        std::count_if(steps.begin(), steps.begin() + step + 1, [](const PlanStep &one) { return !one.acknowledges; }));
}

} // namespace updesk
