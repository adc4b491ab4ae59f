// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/otherplans.h"

#include "core/desk/arrivals.h"
#include "core/desk/capturerows.h"
#include "core/desk/bookings.h"
#include "core/desk/followplan.h"
#include "core/desk/setbackstore.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/sequences/planstore.h"

#include <algorithm>
#include <climits>

namespace updesk
{

static PlanStop stopFor(const Elsewhere &seen, const Plan &plan)
{
    if (plan.start == PlanStart::Sold)
        return PlanStop::None;
    if (seen.sold > 0)
        return PlanStop::Sale;
    if (seen.visit > 0)
        return PlanStop::Visit;
    return seen.replied > 0 && plan.stopsOnReply ? PlanStop::Reply : PlanStop::None;
}

// Nothing follows that lead any more, and it is still open.
static Result<void> end(Transaction &tx, const Enrolment &running, PlanStop why)
{
    auto ended = endPlan(tx, running, why);
    return ended ? planNextMorning(tx, running.lead) : ended;
}

/// Does something about every plan that runs on another lead of the person and that can be read here.
template <class Act>
static Result<void> eachBeside(Transaction &tx, LeadId lead, const Act &act)
{
    const auto leads = followedBeside(tx.database(), lead);
    if (!leads || leads->empty())
        return leads ? Result<void>() : leads.error();
    const auto shelf = planShelf(tx.database());
    if (!shelf)
        return shelf.error();
    for (const LeadId &other : *leads) {
        const auto running = runningPlans(tx.database(), other);
        if (!running)
            return running.error();
        for (const Enrolment &one : *running) {
            const PlanShelf::Version *version = (*shelf)->version(one.version);
            if (auto done = version ? act(one, version->plan) : Result<void>(); !done)
                return done;
        }
    }
    return {};
}

Result<bool> isFollowedBeside(Transaction &tx, LeadId lead)
{
    bool followed = false;
    const auto seen = eachBeside(tx, lead, [&followed](const Enrolment &, const Plan &plan) {
        followed = followed || plan.start != PlanStart::Sold;
        return Result<void>();
    });
    return seen ? Result<bool>(followed) : seen.error();
}

Result<bool> endByOthers(Transaction &tx, const Enrolment &running, const Plan &plan)
{
    const auto seen = elsewhereSince(tx.database(), running.lead, running.started);
    if (!seen)
        return seen.error();
    const PlanStop why = stopFor(*seen, plan);
    if (why == PlanStop::None)
        return false;
    const auto ended = end(tx, running, why);
    return ended ? Result<bool>(true) : ended.error();
}

Result<void> followOthers(Transaction &tx, LeadId lead)
{
    return eachBeside(tx, lead, [&tx](const Enrolment &one, const Plan &plan) -> Result<void> {
        const auto ended = endByOthers(tx, one, plan);
        return ended ? Result<void>() : ended.error();
    });
}

Result<void> endOthers(Transaction &tx, LeadId lead, PlanStop why)
{
    return eachBeside(tx, lead, [&tx, why](const Enrolment &one, const Plan &plan) {
        return plan.start == PlanStart::Sold ? Result<void>() : end(tx, one, why);
    });
}

Result<void> joinPlans(Transaction &tx, CustomerId lives)
{
    const auto leads = leadsOfCustomer(tx.database(), lives, INT_MAX);
    const auto shelf = planShelf(tx.database());
    if (!leads || !shelf)
        return !leads ? leads.error() : shelf.error();
    std::vector<Enrolment> all;
    for (const LeadId &lead : *leads) {
        const auto running = runningPlans(tx.database(), lead);
        if (!running)
            return running.error();
        std::ranges::copy_if(*running, std::back_inserter(all), [&](const Enrolment &one) {
            const PlanShelf::Version *version = (*shelf)->version(one.version);
            return version && version->plan.start != PlanStart::Sold;
        });
    }
    std::ranges::sort(all, {}, [](const Enrolment &one) { return std::pair(one.started, one.id.value); });
    for (size_t i = 0; i + 1 < all.size(); ++i) {
        if (auto ended = end(tx, all[i], PlanStop::Replaced); !ended)
            return ended;
    }
    return followPlansOf(tx, lives);
}

// Another desk parted them: there the task of the merge is known by its id alone, which begins with its moment.
static Result<void> dropTaskOf(Transaction &tx, LeadId lead, Time joined)
{
    const auto open = openTasks(tx.database(), lead);
    if (!open)
        return open.error();
    const Id moment = seededId(joined, 0, 0);
    for (const TaskId &id : *open) {
        const auto task = load(tx.database(), kTask, id.value);
        if (!task)
            return task.error();
        const bool then = std::equal(moment.bytes.begin(), moment.bytes.begin() + 6, id.value.bytes.begin());
        if (!then || task->promised || !task->person.isNull())
            continue;
        Task dropped = *task;
        dropped.dropped = int(Dropped::Replaced);
        if (auto done = apply(tx, set(kTask, *task, dropped)); !done)
            return done;
    }
    return {};
}

static Result<void> openAgain(Transaction &tx, const StepRun &run)
{
    StepRun again = run;
    again.state = int(RunState::Open);
    again.settled = 0;
    again.rule.clear();
    again.asked = false;
    if (auto done = apply(tx, set(kStepRun, run, again)); !done || run.task.isNull())
        return done;
    const auto task = load(tx.database(), kTask, run.task.value);
    if (!task)
        return task.error().code == Error::Code::NotFound ? Result<void>() : task.error();
    Task open = *task;
    open.dropped = 0;
    return apply(tx, set(kTask, *task, open));
}

static Result<void> restart(Transaction &tx, const Enrolment &ended)
{
    const auto runs = runsOf(tx.database(), ended.id);
    if (!runs)
        return runs.error();
    for (const StepRun &run : *runs) {
        const bool then = RunState(run.state) == RunState::Dropped && run.settled == ended.ended;
        if (auto done = then ? openAgain(tx, run) : Result<void>(); !done)
            return done;
    }
    Enrolment again = ended;
    again.state = Enrolment::State::Running;
    again.why = PlanStop::None;
    again.ended = 0;
    again.next = tx.now();
    return apply(tx, set(kEnrolment, ended, again));
}

/// What of a lead goes on again; empty: something has followed it since, or nothing was ended then.
static Result<std::vector<Enrolment>> endedThen(Database &database, LeadId id, Time joined)
{
    const auto lead = load(database, kLead, id.value);
    auto all = plansOfLead(database, id);
    if (!lead || !all)
        return !lead ? lead.error() : all.error();
    const auto since = [joined](const Enrolment &one) {
        return one.state == Enrolment::State::Running || one.ended > joined;
    };
    if (lead->closed != Closed::Open || std::ranges::any_of(*all, since))
        return std::vector<Enrolment>();
    std::erase_if(
        *all, [joined](const Enrolment &one) { return one.state != Enrolment::State::Stopped || one.ended != joined; });
    return all;
}

Result<void> partPlans(Transaction &tx, const std::vector<LeadId> &leads, Time joined)
{
    for (const LeadId &lead : leads) {
        const auto ended = endedThen(tx.database(), lead, joined);
        if (!ended)
            return ended.error();
        if (ended->empty())
            continue;
        if (auto dropped = dropTaskOf(tx, lead, joined); !dropped)
            return dropped;
        for (const Enrolment &one : *ended) {
            if (auto done = restart(tx, one); !done)
                return done;
        }
        if (auto followed = followPlan(tx, lead); !followed)
            return followed.error();
    }
    return {};
}

} // namespace updesk
