// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undoplans.h"

#include "core/desk/followplan.h"
#include "core/desk/planfacts.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/leads/rulebook.h"
#include "core/sequences/planstore.h"

#include <algorithm>

namespace updesk
{

namespace
{

/// A plan with what it decided on.
struct Begun {
    Enrolment enrolment;
    std::vector<StepRun> runs;
    bool ofLead = false; ///< its lead is still there
    bool isOf(const Id &row) const
    {
        const auto names = [&row](const StepRun &run) { return run.id.value == row || run.task.value == row; };
        return row == enrolment.id.value || std::ranges::any_of(runs, names);
    }
};

Result<Begun> begunBy(Transaction &tx, const Enrolment &enrolment)
{
    auto runs = runsOf(tx.database(), enrolment.id);
    const auto lead = load(tx.database(), kLead, enrolment.lead.value);
    if (!runs)
        return runs.error();
    if (!lead && lead.error().code != Error::Code::NotFound)
        return lead.error();
    return Begun{enrolment, std::move(*runs), bool(lead)};
}

Result<void> removeTask(Transaction &tx, TaskId id)
{
    const auto task = load(tx.database(), kTask, id.value);
    const bool gone = !task && task.error().code == Error::Code::NotFound;
    return task ? apply(tx, remove(kTask, id.value)) : gone ? Result<void>() : task.error();
}

// The lead went with the deed, and so does all that its plan made.
Result<void> takeAway(Transaction &tx, const Begun &begun)
{
    for (const StepRun &run : begun.runs) {
        if (auto done = run.task.isNull() ? Result<void>() : removeTask(tx, run.task); !done)
            return done;
        if (auto done = apply(tx, remove(kStepRun, run.id.value)); !done)
            return done;
    }
    return apply(tx, remove(kEnrolment, begun.enrolment.id.value));
}

/// When the rounds look at a plan that nothing holds any more; 0: as it says itself.
Time lookFor(const Enrolment &enrolment, const std::vector<StepRun> &runs, Time now)
{
    Time first = enrolment.next == 0 ? now : 0;
    for (const StepRun &run : runs) {
        const bool waits = RunState(run.state) == RunState::Open && !run.asked;
        if (waits && (enrolment.next == 0 || run.due < enrolment.next))
            first = first == 0 ? run.due : std::min(first, run.due);
    }
    return first;
}

} // namespace

Result<void> lookAtPlans(Transaction &tx, LeadId lead)
{
    const auto running = runningPlans(tx.database(), lead);
    if (!running)
        return running.error();
    for (const Enrolment &enrolment : *running) {
        const auto runs = runsOf(tx.database(), enrolment.id);
        if (!runs)
            return runs.error();
        Enrolment seen = enrolment;
        if (const Time at = lookFor(enrolment, *runs, tx.now()); at > 0)
            seen.next = at;
        if (auto done = apply(tx, set(kEnrolment, enrolment, seen)); !done)
            return done;
    }
    return {};
}

Result<void> releasePlans(Transaction &tx, const std::vector<Op> &ops, const std::vector<LeadId> &leads)
{
    static const int promised = kTask.find("promised");
    const auto promises = [](const Op &op) {
        return op.table == &kTask && op.kind == Op::Kind::Put
            && std::ranges::find(op.changes, promised, &Change::column) != op.changes.end();
    };
    if (std::ranges::none_of(ops, promises))
        return {};
    for (const LeadId &lead : leads) {
        if (auto done = lookAtPlans(tx, lead); !done)
            return done;
    }
    return {};
}

Result<void> stopUndonePlans(Transaction &tx, const std::vector<Op> &ops, std::vector<Kept> &kept)
{
    for (const Op &op : ops) {
        if (op.table != &kEnrolment || op.kind != Op::Kind::Put)
            continue;
        const auto enrolment = load(tx.database(), kEnrolment, op.row);
        if (!enrolment && enrolment.error().code == Error::Code::NotFound)
            continue; // it had not gone on, and is gone
        const auto begun = enrolment ? begunBy(tx, *enrolment) : Result<Begun>(enrolment.error());
        if (!begun)
            return begun.error();
        const bool runs = enrolment->state == Enrolment::State::Running;
        auto done = !begun->ofLead ? takeAway(tx, *begun)
            : runs                 ? endPlan(tx, *enrolment, PlanStop::ByPerson)
                                   : Result<void>();
        if (!done)
            return done;
        std::erase_if(kept, [&begun](const Kept &one) { return begun->isOf(one.row); });
    }
    return {};
}

static bool endsPlan(const Op &op)
{
    static const int state = kEnrolment.find("state");
    static const Value running = qint64(Enrolment::State::Running);
    return op.table == &kEnrolment && op.kind != Op::Kind::Put
        && std::ranges::any_of(
            op.changes, [](const Change &change) { return change.column == state && change.before == running; });
}

// Another desk's ending leaves its moment behind; what was said and done since is in the rows.
static Result<PlanStop> standingStop(Database &database, const Enrolment &enrolment)
{
    if (enrolment.ended != 0)
        return enrolment.why == PlanStop::None ? PlanStop::ByPerson : enrolment.why;
    const auto shelf = planShelf(database);
    const auto rules = rulebook(database);
    if (!shelf || !rules)
        return !shelf ? shelf.error() : rules.error();
    const PlanShelf::Version *version = (*shelf)->version(enrolment.version);
    if (!version)
        return PlanStop::None;
    const auto inside = planInside(database, enrolment, **rules);
    if (!inside)
        return inside.error().code == Error::Code::NotFound ? Result<PlanStop>(PlanStop::None) : inside.error();
    return stopOf(version->plan, inside->facts);
}

static void keepEnded(const Id &plan, std::vector<Kept> &kept)
{
    std::erase_if(kept, [&plan](const Kept &one) { return one.table == &kEnrolment && one.row == plan; });
    kept.push_back({&kEnrolment, plan, "state"});
}

Result<void> endAgain(Transaction &tx, const std::vector<Op> &ops, std::vector<Kept> &kept)
{
    for (const Op &op : ops) {
        if (!endsPlan(op))
            continue;
        const auto enrolment = load(tx.database(), kEnrolment, op.row);
        if (!enrolment && enrolment.error().code != Error::Code::NotFound)
            return enrolment.error();
        if (!enrolment || enrolment->state != Enrolment::State::Running)
            continue;
        const auto why = standingStop(tx.database(), *enrolment);
        if (!why)
            return why.error();
        if (*why == PlanStop::None)
            continue;
        if (auto done = endPlan(tx, *enrolment, *why); !done)
            return done;
        keepEnded(op.row, kept);
    }
    return {};
}

} // namespace updesk
