// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/enrol.h"

#include "core/desk/bookings.h"
#include "core/desk/deed.h"
#include "core/desk/followplan.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/planstore.h"

namespace updesk
{

// One that was taken back is there still, and what comes then is made anew.
static Result<Id> idOf(Transaction &tx, const EnrolOrder &order)
{
    const QByteArray name = "enrol " + order.lead.value.hex() + ' ' + order.purpose.toUtf8();
    for (int n = 0;; ++n) {
        const Id id = fixedId(name, n);
        const auto there = hasRow(tx.database(), kEnrolment, id);
        if (!there || !*there)
            return there ? Result<Id>(id) : there.error();
    }
}

/// What the tier of a lead wants.
static Result<TierProtocol> protocolOf(Database &database, LeadId lead)
{
    const auto rules = rulebook(database);
    const auto now = leadNowOf(database, lead);
    if (!rules || !now)
        return !rules ? rules.error() : now.error();
    return (*rules)->model.tiers[size_t(now->tier)];
}

Result<EnrolmentId> enrol(Transaction &tx, const EnrolOrder &order)
{
    const auto shelf = planShelf(tx.database());
    const auto running = runningPlans(tx.database(), order.lead);
    const auto protocol = protocolOf(tx.database(), order.lead);
    if (!shelf || !running || !protocol)
        return !shelf ? shelf.error() : !running ? running.error() : protocol.error();
    const PlanShelf::Version *version = (*shelf)->version(order.version);
    if (!version)
        return EnrolmentId();
    for (const Enrolment &other : *running) {
        if (other.purpose == order.purpose && other.version == order.version)
            return EnrolmentId();
        if (auto ended = endPlan(tx, other, PlanStop::Replaced); !ended)
            return ended.error();
    }
    const auto id = idOf(tx, order);
    if (!id)
        return id.error();
    Enrolment row;
    row.id = {*id};
    row.lead = order.lead;
    row.plan = version->plan.key;
    row.version = order.version;
    row.purpose = order.purpose;
    row.pace = int(protocol->pace);
    row.video = protocol->videoLink;
    row.started = order.started > 0 ? order.started : tx.now();
    row.from = order.from;
    row.appointment = order.appointment;
    if (auto done = apply(tx, put(kEnrolment, row)); !done)
        return done.error();
    if (auto told = tellPlanBegun(tx, row, order.begun); !told)
        return told.error();
    const auto followed = followPlan(tx, order.lead);
    return followed ? Result<EnrolmentId>(row.id) : followed.error();
}

static Result<bool> begin(Transaction &tx, const Lead &lead, PlanStart start, const EnrolOrder &order)
{
    const auto shelf = planShelf(tx.database());
    if (!shelf || (*shelf)->rows.empty())
        return shelf ? Result<bool>(false) : shelf.error();
    if (auto derived = tx.derive(); !derived) // the tier of a lead that was just made
        return derived.error();
    const auto protocol = protocolOf(tx.database(), lead.id);
    if (!protocol)
        return protocol.error();
    const PlanShelf::Version *version = (*shelf)->chosen(start, lead.type, protocol->pace);
    if (!version)
        return false;
    EnrolOrder filled = order;
    filled.lead = lead.id;
    filled.version = version->row.id;
    const auto begun = enrol(tx, filled);
    if (!begun || begun->isNull())
        return begun ? Result<bool>(false) : begun.error();
    return isFollowed(tx.database(), lead.id); // one of which the law leaves nothing is none
}

Result<bool> enrolAtCapture(Transaction &tx, const Lead &lead)
{
    return begin(tx, lead, PlanStart::Capture, {{}, {}, QString::fromLatin1(kFollowPurpose), 0, 0, {}});
}

Result<bool> enrolAfterMiss(Transaction &tx, const Lead &lead, AppointmentId missed)
{
    const QString purpose = QStringLiteral("missed ") + QString::fromLatin1(missed.value.hex());
    return begin(tx, lead, PlanStart::MissedVisit, {{}, {}, purpose, 0, 0, missed});
}

Result<bool> enrolAfterSilence(Transaction &tx, const Lead &lead)
{
    return begin(tx, lead, PlanStart::Ended, {{}, {}, QString::fromLatin1(kAfterwardsPurpose), 0, 0, {}});
}

Result<bool> enrolAtDelivery(Transaction &tx, const Lead &lead, DealId deal)
{
    const QString purpose = QStringLiteral("sold ") + QString::fromLatin1(deal.value.hex());
    return begin(tx, lead, PlanStart::Sold, {{}, {}, purpose, 0, 0, {}});
}

static int firstNotHad(const Plan &plan, const std::vector<StepRun> &runs)
{
    const auto had = [&runs](const PlanStep &step) {
        return std::ranges::find(runs, step.key, &StepRun::key) != runs.end();
    };
    return int(std::ranges::find_if_not(plan.steps, had) - plan.steps.begin());
}

Result<bool> raisePlan(Transaction &tx, const Enrolment &running)
{
    if (running.purpose != QLatin1String(kFollowPurpose))
        return false;
    const auto protocol = protocolOf(tx.database(), running.lead);
    if (!protocol || int(protocol->pace) <= running.pace)
        return protocol ? Result<bool>(false) : protocol.error();
    const auto shelf = planShelf(tx.database());
    const auto lead = load(tx.database(), kLead, running.lead.value);
    const auto runs = runsOf(tx.database(), running.id);
    if (!shelf || !lead || !runs)
        return !shelf ? shelf.error() : !lead ? lead.error() : runs.error();
    const PlanShelf::Version *now = (*shelf)->version(running.version);
    const PlanShelf::Version *next = (*shelf)->chosen(PlanStart::Capture, lead->type, protocol->pace);
    // One that was begun by hand, and one for several paces, is left alone.
    if (!now || !next || now->plan.start != PlanStart::Capture || next->row.key == running.plan)
        return false;
    const int from = firstNotHad(next->plan, *runs);
    if (from >= int(next->plan.steps.size()))
        return false;
    const auto begun =
        enrol(tx, {running.lead, next->row.id, running.purpose, from, running.started, {}, PlanBegun::Raised});
    return begun ? Result<bool>(!begun->isNull()) : begun.error();
}

// What somebody promised stays; the plan waits until it is done.
static Result<void> clearTasks(Transaction &tx, LeadId lead)
{
    const auto now = leadNowOf(tx.database(), lead);
    if (!now)
        return now.error();
    return now->promised ? Result<void>() : dropTasks(tx, lead, Dropped::Replaced);
}

static Result<void> writeStart(Transaction &tx, LeadId id, const QString &plan)
{
    const auto lead = load(tx.database(), kLead, id.value);
    const auto shelf = planShelf(tx.database());
    const auto running = runningPlans(tx.database(), id);
    if (!lead || !shelf || !running)
        return !lead ? lead.error() : !shelf ? shelf.error() : running.error();
    const PlanShelf::Version *version = (*shelf)->inUse(plan);
    if (!version)
        return Error{Error::Code::NotFound, QStringLiteral("plan"), {}};
    if (lead->closed != Closed::Open && version->plan.start != PlanStart::Sold)
        return Error{Error::Code::Denied, QStringLiteral("lead"), {}};
    if (auto done = clearTasks(tx, id); !done)
        return done;
    const auto begun =
        enrol(tx, {id, version->row.id, QString::fromLatin1(kFollowPurpose), 0, 0, {}, PlanBegun::ByPerson});
    if (!begun)
        return begun.error();
    return begun->isNull() ? Result<void>(Error{Error::Code::Duplicate, QStringLiteral("plan"), {}}) : Result<void>();
}

Result<DeedId> startPlan(Session &session, LeadId lead, const QString &plan)
{
    return doDeed(session, "plan_start", {lead}, [&](Transaction &tx) { return writeStart(tx, lead, plan); });
}

Result<DeedId> stopPlans(Session &session, LeadId lead)
{
    return doDeed(session, "plan_stop", {lead}, [&](Transaction &tx) -> Result<void> {
        const auto running = runningPlans(tx.database(), lead);
        if (!running)
            return running.error();
        if (running->empty())
            return Error{Error::Code::NotFound, QStringLiteral("plan"), {}};
        for (const Enrolment &one : *running) {
            if (auto done = endPlan(tx, one, PlanStop::ByPerson); !done)
                return done;
        }
        return {};
    });
}

} // namespace updesk
