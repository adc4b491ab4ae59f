// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/planstore.h"

#include "core/sequences/planjson.h"
#include "core/store/found.h"

#include <algorithm>
#include <bit>

namespace updesk
{

static constexpr char kRunning[] =
    "SELECT id FROM enrolment WHERE lead_id=?1 AND +state=0 AND +deleted=0 ORDER BY started";
static constexpr char kOfLead[] = "SELECT id FROM enrolment WHERE lead_id=?1 AND +deleted=0 ORDER BY started";
static constexpr char kRuns[] = "SELECT id FROM step_run WHERE enrolment_id=?1 AND +deleted=0 ORDER BY step";

const PlanShelf::Version *PlanShelf::version(PlanVersionId id) const
{
    const auto found = versions.find(id);
    return found == versions.end() ? nullptr : &found->second;
}

const PlanRow *PlanShelf::row(const QString &key) const
{
    const auto found = std::ranges::find(rows, key, &PlanRow::key);
    return found == rows.end() ? nullptr : &*found;
}

const PlanShelf::Version *PlanShelf::inUse(const QString &key) const
{
    const PlanRow *plan = row(key);
    return plan && plan->active ? version(plan->version) : nullptr;
}

static int width(const Plan &plan) { return std::popcount(unsigned(plan.types)) + std::popcount(unsigned(plan.paces)); }

const PlanShelf::Version *PlanShelf::chosen(PlanStart start, LeadType type, Pace pace) const
{
    const Version *best = nullptr;
    for (const PlanRow &one : rows) {
        const Version *found = one.active ? version(one.version) : nullptr;
        if (!found || found->plan.start != start || !found->plan.isFor(type, pace))
            continue;
        if (!best || width(found->plan) < width(best->plan))
            best = found;
    }
    return best;
}

Result<std::shared_ptr<const PlanShelf>> planShelf(Database &database)
{
    auto &kept = database.kept<const PlanShelf>();
    const auto config = database.state("config");
    if (!config)
        return config.error();
    if (kept && kept->config == *config)
        return kept;
    auto rows = loadAll(database, kPlan);
    auto versions = loadAll(database, kPlanVersion);
    if (!rows || !versions)
        return !rows ? rows.error() : versions.error();
    auto shelf = std::make_shared<PlanShelf>();
    shelf->config = *config;
    shelf->rows = std::move(*rows);
    std::ranges::sort(shelf->rows, {}, &PlanRow::key);
    for (PlanVersionRow &row : *versions) {
        auto plan = planFromJson(row.body.toUtf8());
        if (plan) // a lead is captured whether or not its plan can be read
            shelf->versions.emplace(row.id, PlanShelf::Version{row, std::move(*plan)});
    }
    if (database.writing()) // may yet be rolled back
        return std::shared_ptr<const PlanShelf>(std::move(shelf));
    kept = std::move(shelf);
    return kept;
}

template <class Rows, class Key>
static auto listOf(Database &database, const char *sql, const Rows &table, const Key &key)
    -> Result<std::vector<typename Rows::Struct>>
{
    Query q = database.query(sql);
    q.bind(1, key);
    return foundRows(database, table, std::move(q));
}

Result<std::vector<Enrolment>> runningPlans(Database &database, LeadId lead)
{
    return listOf(database, kRunning, kEnrolment, lead);
}

Result<std::vector<Enrolment>> plansOfLead(Database &database, LeadId lead)
{
    return listOf(database, kOfLead, kEnrolment, lead);
}

Result<std::vector<StepRun>> runsOf(Database &database, EnrolmentId enrolment)
{
    return listOf(database, kRuns, kStepRun, enrolment);
}

StepState stateOf(const StepRun &run)
{
    StepState state;
    state.step = run.step;
    state.state = RunState(run.state);
    state.by = SentBy(run.sentBy);
    state.due = run.due;
    state.settled = run.settled;
    state.outcome = Outcome(run.outcome);
    state.asked = run.asked;
    return state;
}

} // namespace updesk
