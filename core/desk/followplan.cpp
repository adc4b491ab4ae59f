// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/followplan.h"

#include "core/desk/arrivals.h"
#include "core/desk/bookings.h"
#include "core/desk/capturerows.h"
#include "core/desk/effect.h"
#include "core/desk/enrol.h"
#include "core/desk/otherplans.h"
#include "core/desk/planfacts.h"
#include "core/desk/plangate.h"
#include "core/desk/plansender.h"
#include "core/sequences/planjson.h"
#include "core/sequences/planstore.h"

#include <climits>

namespace updesk
{

namespace
{

using Says = StepDecision::Says;

/// A running plan while it is followed.
struct FollowRun {
    Transaction &tx;
    const Plan &plan;
    PlanInside inside;
    PlanOutlook out{};

    StepRun *open(int step)
    {
        const auto found = std::ranges::find_if(inside.runs,
            [step](const StepRun &run) { return run.step == step && RunState(run.state) == RunState::Open; });
        return found == inside.runs.end() ? nullptr : &*found;
    }
};

// The same at every desk that decides the same, so that of two of them one row comes of it. One that was taken back is
// there still, and what comes then is made anew.
Result<Id> idOf(Transaction &tx, const Table &table, const QByteArray &name)
{
    for (int n = 0;; ++n) {
        const Id id = fixedId(name, n);
        const auto there = hasRow(tx.database(), table, id);
        if (!there || !*there)
            return there ? Result<Id>(id) : there.error();
    }
}

Result<void> changeRun(FollowRun &run, StepRun &row, const StepRun &changed)
{
    auto done = apply(run.tx, set(kStepRun, row, changed));
    row = changed;
    return done;
}

Task::Kind kindOf(const FollowRun &run, const StepRun &row)
{
    if (Channel(row.channel) != Channel::Phone)
        return Channel(row.channel) == Channel::Text ? Task::Kind::Text : Task::Kind::Email;
    return run.plan.start == PlanStart::MissedVisit && row.step == 0 ? Task::Kind::Recover : Task::Kind::Call;
}

Result<void> writeTask(FollowRun &run, StepRun &row)
{
    const auto id = idOf(run.tx, kTask, "step task " + row.id.value.hex());
    if (!id)
        return id.error();
    Task task;
    task.id = {*id};
    task.lead = row.lead;
    task.kind = kindOf(run, row);
    task.channel = Channel(row.channel);
    task.due = row.due;
    task.attempt = row.attempt;
    task.attempts = row.attempt > 0 ? run.plan.attempts() : 0;
    if (task.kind == Task::Kind::Recover)
        task.appointment = run.inside.enrolment.appointment;
    row.task = task.id;
    return apply(run.tx, put(kTask, task));
}

// Which of two wordings: as the lead's own number falls, so that it stays the same at every desk.
void chooseText(StepRun &row, const PlanStep &step)
{
    row.text = step.text;
    if (step.against.isEmpty())
        return;
    const bool second = fixedId("variant " + step.key.toUtf8() + ' ' + row.lead.value.hex(), 0).bytes[8] & 1;
    row.variant = second ? QStringLiteral("b") : QStringLiteral("a");
    if (second)
        row.text = step.against;
}

Result<void> writeNew(FollowRun &run, const StepDecision &decision)
{
    const PlanStep &step = run.plan.steps[size_t(decision.step)];
    const Enrolment &enrolment = run.inside.enrolment;
    const auto id = idOf(run.tx, kStepRun, "step " + enrolment.id.value.hex() + ' ' + step.key.toUtf8());
    if (!id)
        return id.error();
    StepRun row;
    row.id = {*id};
    row.enrolment = enrolment.id;
    row.lead = enrolment.lead;
    row.step = decision.step;
    row.key = step.key;
    row.attempt = run.plan.attemptOf(decision.step);
    row.channel = int(step.channel);
    row.sentBy = int(decision.by);
    row.wished = decision.wished;
    row.due = decision.due;
    row.asked = decision.says == Says::Plan && decision.due <= run.tx.now(); // of this very moment
    row.rule = decision.rule;
    row.video = step.video && enrolment.video;
    chooseText(row, step);
    if (decision.says == Says::Skip) {
        row.state = int(RunState::Skipped);
        row.settled = run.tx.now();
    } else if (carrierOf(run.tx.database(), step.channel, decision.by) == Carrier::Person) {
        if (auto done = writeTask(run, row); !done)
            return done;
    }
    run.inside.runs.push_back(row);
    return apply(run.tx, put(kStepRun, row));
}

Result<void> changeTask(FollowRun &run, TaskId id, const std::function<void(Task &)> &change)
{
    if (id.isNull())
        return {};
    const auto task = load(run.tx.database(), kTask, id.value);
    if (!task)
        return task.error().code == Error::Code::NotFound ? Result<void>() : task.error();
    if (!task->doneBy.isNull() || task->dropped != 0)
        return {};
    Task changed = *task;
    change(changed);
    return apply(run.tx, set(kTask, *task, changed));
}

Dropped droppedFor(PlanStop why)
{
    return why == PlanStop::OptOut                         ? Dropped::DoNotContact
        : why == PlanStop::Closed || why == PlanStop::Sale ? Dropped::LeadClosed
                                                           : Dropped::Replaced;
}

Result<void> leaveOut(FollowRun &run, StepRun &row, RunState state, const QString &rule, Dropped dropped)
{
    StepRun changed = row;
    changed.state = int(state);
    changed.settled = run.tx.now();
    changed.rule = rule;
    if (auto done = changeRun(run, row, changed); !done)
        return done;
    return changeTask(run, row.task, [dropped](Task &task) { task.dropped = int(dropped); });
}

// An open step that goes to another hour, or from the program to a person.
Result<void> moveStep(FollowRun &run, StepRun &row, const StepDecision &decision)
{
    StepRun changed = row;
    changed.due = decision.due;
    changed.asked = decision.says == Says::Keep;
    changed.sentBy = int(decision.by);
    if (!decision.rule.isEmpty())
        changed.rule = decision.rule;
    const bool newTask =
        row.task.isNull() && carrierOf(run.tx.database(), Channel(row.channel), decision.by) == Carrier::Person;
    if (newTask) {
        if (auto done = writeTask(run, changed); !done)
            return done;
    }
    if (auto done = changeRun(run, row, changed); !done)
        return done;
    if (decision.says == Says::Keep || newTask)
        return {};
    return changeTask(run, row.task, [&decision](Task &task) { task.due = decision.due; });
}

Result<void> write(FollowRun &run, const StepDecision &decision)
{
    StepRun *row = run.open(decision.step);
    if (!row)
        return writeNew(run, decision);
    const bool skips = decision.says == Says::Skip;
    auto done = skips ? leaveOut(run, *row, RunState::Skipped, decision.rule, Dropped::Replaced)
                      : moveStep(run, *row, decision);
    if (!done || (!skips && decision.due <= run.tx.now()))
        return done;
    return tellStepMoved(run.tx, *row, decision.rule, skips ? 0 : decision.due);
}

Result<void> end(FollowRun &run, Enrolment::State state, PlanStop why)
{
    for (StepRun &row : run.inside.runs) {
        if (RunState(row.state) != RunState::Open)
            continue;
        // What is left undone when its days are over stays a task, but is no step any more.
        const bool over = state == Enrolment::State::Finished;
        const QString rule = over ? QStringLiteral("days_over") : QString::fromLatin1(planStopCode(why));
        if (auto done = leaveOut(run, row, RunState::Dropped, rule, over ? Dropped::No : droppedFor(why)); !done)
            return done;
    }
    Enrolment &before = run.inside.enrolment;
    Enrolment ended = before;
    ended.state = state;
    ended.why = why;
    ended.ended = run.tx.now();
    ended.next = 0;
    if (auto done = apply(run.tx, set(kEnrolment, before, ended)); !done)
        return done;
    before = ended;
    return tellPlanOver(run.tx, ended);
}

// What ended by itself goes on more slowly, or not at all (S5.2).
Result<void> goOn(FollowRun &run, const PlanShelf &shelf)
{
    const Enrolment &over = run.inside.enrolment;
    if (const PlanShelf::Version *next = shelf.inUse(run.plan.then)) {
        const auto begun =
            enrol(run.tx, {over.lead, next->row.id, QString::fromLatin1(kAfterwardsPurpose), 0, run.tx.now(), {}});
        if (!begun)
            return begun.error();
    }
    // A lead that nothing follows is a person's to look at; of one that ended as it began whoever began it sees to
    // that.
    return run.tx.now() > over.started ? planNextMorning(run.tx, over.lead) : Result<void>();
}

Result<void> carryOut(FollowRun &run, const PlanLook &look, const PlanShelf &shelf)
{
    for (const StepDecision &decision : look.decisions) {
        if (auto done = write(run, decision); !done)
            return done;
    }
    if (look.stop != PlanStop::None)
        return end(run, Enrolment::State::Stopped, look.stop);
    if (look.finished) {
        auto done = end(run, Enrolment::State::Finished, PlanStop::None);
        return done ? goOn(run, shelf) : done;
    }
    Enrolment &before = run.inside.enrolment;
    Enrolment seen = before;
    seen.next = look.again;
    auto done = apply(run.tx, set(kEnrolment, before, seen));
    before = seen;
    return done;
}

// A step whose task somebody dropped or did in another way is settled with it.
Result<void> reconcile(FollowRun &run)
{
    for (size_t i = 0; i < run.inside.runs.size(); ++i) {
        StepRun &row = run.inside.runs[i];
        if (RunState(row.state) != RunState::Open || row.task.isNull())
            continue;
        const auto task = load(run.tx.database(), kTask, row.task.value);
        if (!task && task.error().code != Error::Code::NotFound)
            return task.error();
        if (task && task->doneBy.isNull() && task->dropped == 0)
            continue;
        StepRun settled = row;
        const bool done = task && !task->doneBy.isNull();
        settled.state = int(done ? RunState::Done : RunState::Skipped);
        settled.settled = run.tx.now();
        settled.activity = done ? task->doneBy : ActivityId();
        if (!done)
            settled.rule = task && task->dropped == int(Dropped::DoNotContact) ? QStringLiteral("refused")
                                                                               : QStringLiteral("dropped");
        if (auto changed = changeRun(run, row, settled); !changed)
            return changed;
        run.inside.facts.runs[i] = stateOf(row);
    }
    return {};
}

Result<void> follow(FollowRun &run, const Rulebook &rules, const PlanShelf &shelf)
{
    if (auto settled = reconcile(run); !settled)
        return settled;
    const auto gate = planGate(run.tx.database(), run.tx.by().who, run.inside.enrolment.lead);
    if (!gate)
        return gate.error();
    const PlanLook look = lookAt(run.plan, run.inside.facts, *gate->place, rules.hours, gate->ask, run.tx.now());
    if (*gate->failure)
        return **gate->failure;
    if (auto done = carryOut(run, look, shelf); !done)
        return done;
    run.out.running = run.inside.enrolment.state == Enrolment::State::Running;
    for (const StepRun &row : run.inside.runs) {
        if (RunState(row.state) == RunState::Open && run.out.running)
            run.out.nextDue = run.out.nextDue == 0 ? row.due : std::min(run.out.nextDue, row.due);
    }
    return {};
}

Channel channelOf(const Activity &attempt)
{
    if (attempt.direction != Activity::Direction::Out)
        return Channel::None;
    return attempt.kind == Activity::Kind::Call ? Channel::Phone
        : attempt.kind == Activity::Kind::Text  ? Channel::Text
        : attempt.kind == Activity::Kind::Email ? Channel::Email
                                                : Channel::None;
}

} // namespace

int spreadOf(LeadId lead) { return 5 * (lead.value.bytes[15] % 12); }

Result<bool> isFollowed(Database &database, LeadId lead)
{
    const auto running = runningPlans(database, lead);
    if (!running || running->empty())
        return running ? Result<bool>(false) : running.error();
    const auto shelf = planShelf(database);
    if (!shelf)
        return shelf.error();
    return std::ranges::any_of(*running, [&](const Enrolment &one) { return (*shelf)->version(one.version); });
}

// What a newer UpDesk wrote, or has not come yet, waits.
static Result<PlanOutlook> followOne(
    Transaction &tx, const Enrolment &enrolment, const Rulebook &rules, const PlanShelf &shelf)
{
    const PlanShelf::Version *version = shelf.version(enrolment.version);
    if (!version)
        return PlanOutlook();
    auto inside = planInside(tx.database(), enrolment, rules);
    if (!inside)
        return inside.error();
    const bool stops = stopOf(version->plan, inside->facts) != PlanStop::None;
    const auto elsewhere = stops ? Result<bool>(false) : endByOthers(tx, enrolment, version->plan);
    if (!elsewhere || *elsewhere)
        return elsewhere ? Result<PlanOutlook>(PlanOutlook()) : elsewhere.error();
    const auto raised = stops ? Result<bool>(false) : raisePlan(tx, enrolment);
    if (!raised || *raised)
        return raised ? Result<PlanOutlook>(PlanOutlook{true, 0}) : raised.error();
    FollowRun run{tx, version->plan, std::move(*inside)};
    const auto done = follow(run, rules, shelf);
    return done ? Result<PlanOutlook>(run.out) : done.error();
}

Result<PlanOutlook> followPlan(Transaction &tx, LeadId lead)
{
    PlanOutlook out;
    if (auto noted = noteReply(tx, lead); !noted)
        return noted.error();
    if (auto others = followOthers(tx, lead); !others)
        return others.error();
    const auto running = runningPlans(tx.database(), lead);
    if (!running || running->empty())
        return running ? Result<PlanOutlook>(out) : running.error();
    const auto rules = rulebook(tx.database());
    const auto shelf = planShelf(tx.database());
    if (!rules || !shelf)
        return !rules ? rules.error() : shelf.error();
    for (const Enrolment &enrolment : *running) {
        const auto one = followOne(tx, enrolment, **rules, **shelf);
        if (!one)
            return one;
        out.running = out.running || one->running;
        if (one->nextDue > 0)
            out.nextDue = out.nextDue == 0 ? one->nextDue : std::min(out.nextDue, one->nextDue);
    }
    return out;
}

Result<void> followPlansOf(Transaction &tx, CustomerId customer)
{
    const auto leads = leadsOfCustomer(tx.database(), customer, INT_MAX);
    if (!leads)
        return leads.error();
    for (const LeadId &lead : *leads) {
        if (auto done = followPlan(tx, lead); !done)
            return done.error();
    }
    return {};
}

Result<void> endPlan(Transaction &tx, const Enrolment &running, PlanStop why)
{
    auto runs = runsOf(tx.database(), running.id);
    if (!runs)
        return runs.error();
    static const Plan none;
    FollowRun run{tx, none, PlanInside{running, std::move(*runs), {}, {}}};
    return end(run, Enrolment::State::Stopped, why);
}

Result<void> endPlans(Transaction &tx, LeadId lead, PlanStop why)
{
    const auto running = runningPlans(tx.database(), lead);
    if (!running)
        return running.error();
    for (const Enrolment &one : *running) {
        if (auto done = endPlan(tx, one, why); !done)
            return done;
    }
    return why == PlanStop::Visit || why == PlanStop::Sale ? endOthers(tx, lead, why) : Result<void>();
}

Result<void> giveToPerson(Transaction &tx, const StepRun &open, const QString &rule)
{
    const auto enrolment = load(tx.database(), kEnrolment, open.enrolment.value);
    const auto shelf = planShelf(tx.database());
    if (!enrolment || !shelf)
        return !enrolment ? enrolment.error() : shelf.error();
    const PlanShelf::Version *version = (*shelf)->version(enrolment->version);
    static const Plan none;
    FollowRun run{tx, version ? version->plan : none, PlanInside{*enrolment, {open}, {}, {}}};
    const Time due = std::max(open.due, tx.now());
    return moveStep(run, run.inside.runs.front(), {Says::Move, open.step, SentBy::Person, due, due, rule});
}

Result<void> settleRun(Transaction &tx, const StepRun &open, const Activity &attempt)
{
    const auto words = wordsSent(tx, open, attempt);
    if (!words)
        return words.error();
    StepRun done = open;
    done.state = int(RunState::Done);
    done.settled = attempt.at;
    done.outcome = int(attempt.outcome);
    done.activity = attempt.id;
    done.textVersion = open.textVersion > 0 ? open.textVersion : words->version;
    done.textLanguage = open.textLanguage.isEmpty() ? words->language : open.textLanguage;
    if (auto written = apply(tx, set(kStepRun, open, done)); !written)
        return written;
    static const Plan none;
    FollowRun run{tx, none, {}};
    return changeTask(run, open.task, [&attempt](Task &task) { task.doneBy = attempt.id; });
}

Result<void> settleStep(Transaction &tx, const Activity &attempt)
{
    const Channel way = channelOf(attempt);
    const auto running = way == Channel::None ? Result<std::vector<Enrolment>>(std::vector<Enrolment>())
                                              : runningPlans(tx.database(), attempt.lead);
    if (!running)
        return running.error();
    std::optional<StepRun> first;
    for (const Enrolment &enrolment : *running) {
        const auto runs = runsOf(tx.database(), enrolment.id);
        if (!runs)
            return runs.error();
        for (const StepRun &run : *runs) {
            const bool fits = RunState(run.state) == RunState::Open && Channel(run.channel) == way;
            if (fits && (!first || run.due < first->due))
                first = run;
        }
    }
    return first ? settleRun(tx, *first, attempt) : Result<void>();
}

} // namespace updesk
