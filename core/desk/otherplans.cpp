// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/otherplans.h"

#include "core/desk/arrivals.h"
#include "core/desk/capturerows.h"
#include "core/desk/followplan.h"
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

} // namespace updesk
