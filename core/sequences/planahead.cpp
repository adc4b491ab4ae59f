// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/planahead.h"

#include "core/sequences/next.h"
#include "core/sequences/planstore.h"

#include <algorithm>

namespace updesk
{

Result<PlanAhead> planAhead(Database &database, LeadId lead, int most)
{
    const auto running = runningPlans(database, lead);
    if (!running || running->empty())
        return running ? Result<PlanAhead>(PlanAhead()) : running.error();
    const Enrolment &inside = running->back();
    const auto shelf = planShelf(database);
    const auto runs = runsOf(database, inside.id);
    if (!shelf || !runs)
        return !shelf ? shelf.error() : runs.error();
    const PlanShelf::Version *version = (*shelf)->version(inside.version);
    PlanAhead out;
    if (!version)
        return out;
    out.title = version->plan.title.simplified();
    int next = inside.from;
    for (const StepRun &run : *runs) {
        next = std::max(next, run.step + 1);
        if (run.state == int(RunState::Open) && run.task.isNull())
            out.steps.push_back({Channel(run.channel), SentBy(run.sentBy) == SentBy::Automatic, run.due, 0});
    }
    for (size_t i = size_t(std::max(0, next)); i < version->plan.steps.size(); ++i) {
        const PlanStep &step = version->plan.steps[i];
        const bool fromStart = step.anchor == Anchor::Start;
        out.steps.push_back(
            {step.channel, false, fromStart ? inside.started + step.delay : 0, fromStart ? 0 : step.delay});
    }
    if (int(out.steps.size()) > most)
        out.steps.resize(size_t(most));
    return out;
}

} // namespace updesk
