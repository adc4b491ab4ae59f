// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/next.h"

#include <algorithm>
#include <tuple>

namespace updesk
{

namespace
{

using Says = StepDecision::Says;
constexpr Time kMostShift = 4 * kHour; ///< so much of the distance between two steps is kept when the first is late

struct LookRun {
    const Plan &plan;
    const PlanFacts &facts;
    const LocalDays &place;
    const Hours &hours;
    const AskGate &ask;
    Time now;
    std::vector<StepState> runs; ///< with what was decided so far
    PlanLook look{};

    const PlanStep &stepOf(const StepState &state) const { return plan.steps[size_t(state.step)]; }
    Time end() const { return facts.started + plan.days * kDay; }
    void lookAgain(Time at)
    {
        if (at > now && (look.again == 0 || at < look.again))
            look.again = at;
    }
};

bool happened(const PlanFacts &facts, PlanEvent::Kind kind)
{
    return std::ranges::any_of(facts.events, [kind](const PlanEvent &event) { return event.kind == kind; });
}

/// Which of a step's conditions on the customer's other way it meets; nullptr: none.
const char *skipBeside(const PlanFacts &facts, const PlanStep &step)
{
    const bool email = facts.email && !facts.refusesEmail, phone = facts.phone && !facts.refusesPhone;
    for (const auto &[flag, met, code] :
        {std::tuple{SkipHasEmail, email, "has_email"}, std::tuple{SkipNoEmail, !email, "no_email"},
            std::tuple{SkipHasPhone, phone, "has_phone"}, std::tuple{SkipNoPhone, !phone, "no_phone"}}) {
        if ((step.skipIf & flag) && met)
            return code;
    }
    return nullptr;
}

// `fresh`: it is being planned. An acknowledgement that waits for the morning is not lost to an address that comes
// then.
QString skipReason(const LookRun &run, const PlanStep &step, bool fresh)
{
    if (step.channel != Channel::Email && !run.facts.phone)
        return QStringLiteral("no_phone");
    if (step.channel == Channel::Email && !run.facts.email)
        return QStringLiteral("no_email");
    const bool reached = happened(run.facts, PlanEvent::Kind::Reached) || happened(run.facts, PlanEvent::Kind::Reply);
    if ((step.skipIf & SkipReached) && reached)
        return QStringLiteral("reached");
    if (const char *beside = skipBeside(run.facts, step); beside && fresh)
        return QString::fromLatin1(beside);
    const bool unasked = step.channel == Channel::Text && !run.facts.textConsent;
    return (step.skipIf & SkipNoTextConsent) && unasked ? QStringLiteral("no_text_consent") : QString();
}

/// The attempts so far, as the search for a time needs them.
SlotFacts slotFacts(const LookRun &run)
{
    SlotFacts facts{run.place, run.hours, run.facts.lastAttempt, {}, run.facts.spread, run.ask};
    for (const StepState &state : run.runs) {
        if (run.stepOf(state).acknowledges || state.state == RunState::Skipped || state.state == RunState::Dropped)
            continue;
        const Time at = state.settled > 0 ? state.settled : state.due;
        facts.lastAt = std::max(facts.lastAt, at);
        const DayPart part = partAt(run.place.at(at).minute);
        if (part != DayPart::Any)
            ++facts.made[size_t(part) - 1];
    }
    return facts;
}

// What the law leaves to a person, a person does: the rule that keeps the program from it stays told (US-7).
Slot slotOf(const LookRun &run, const PlanStep &step, SentBy &by, Time wished)
{
    const SlotFacts facts = slotFacts(run);
    Slot slot = findSlot(step, by, wished, facts);
    if (!slot.blocked || by == SentBy::Person)
        return slot;
    Slot personal = findSlot(step, SentBy::Person, wished, facts);
    if (personal.blocked || personal.at == 0)
        return slot;
    by = SentBy::Person;
    personal.rule = slot.rule;
    return personal;
}

void leaveOut(LookRun &run, StepState &state, const QString &rule)
{
    run.look.decisions.push_back({Says::Skip, state.step, state.by, state.due, state.due, rule});
    state.state = RunState::Skipped;
}

// The hour of a step that falls due is looked at once more: caps, hours and wishes are others by now.
void askAgain(LookRun &run, StepState &state)
{
    PlanStep plain = run.stepOf(state);
    plain.part = DayPart::Any;
    plain.days = DayChoice::Any;
    SentBy by = state.by;
    const Slot slot = slotOf(run, plain, by, run.now);
    if (slot.blocked || slot.at == 0)
        return leaveOut(run, state, slot.rule);
    const bool stays = slot.at == run.now && by == state.by;
    run.look.decisions.push_back({stays ? Says::Keep : Says::Move, state.step, by, state.due,
        stays ? state.due : slot.at, stays ? QString() : slot.rule});
    state.by = by;
    state.asked = stays;
    if (!stays)
        state.due = slot.at;
    run.lookAgain(state.due);
}

void lookAtOpen(LookRun &run)
{
    for (StepState &state : run.runs) {
        if (state.state != RunState::Open)
            continue;
        const QString reason = skipReason(run, run.stepOf(state), false);
        if (!reason.isEmpty())
            leaveOut(run, state, reason);
        else if (run.facts.held && state.by == SentBy::Automatic)
            continue; // the call that was agreed on goes first
        else if (!state.asked && state.due <= run.now)
            askAgain(run, state);
        else if (!state.asked)
            run.lookAgain(state.due);
    }
}

/// The newest decided step; nullptr: none yet.
const StepState *lastOf(const LookRun &run)
{
    const auto last = std::ranges::max_element(run.runs, {}, &StepState::step);
    return last == run.runs.end() ? nullptr : &*last;
}

constexpr int kStopHere = -1, kNoBranch = -2;

/// Where the outcome of a step leads.
int branchOf(const LookRun &run, const StepState &state)
{
    if (state.state != RunState::Done)
        return kNoBranch;
    for (const PlanBranch &branch : run.stepOf(state).branches) {
        if (branch.outcomes >> int(state.outcome) & 1)
            return branch.go == QLatin1String("stop") ? kStopHere : run.plan.find(branch.go);
    }
    return kNoBranch;
}

// An outcome that leads on leaves out what is open in between; one that ends the plan ends it whatever came after it.
bool followBranches(LookRun &run)
{
    for (const StepState &done : std::vector<StepState>(run.runs)) {
        const int target = branchOf(run, done);
        if (target == kStopHere)
            return false;
        for (StepState &state : run.runs) {
            if (state.state == RunState::Open && state.step > done.step && state.step < target)
                leaveOut(run, state, QStringLiteral("branch"));
        }
    }
    return true;
}

/// The step that comes next; the number of steps when none is left.
int nextStep(const LookRun &run)
{
    const StepState *last = lastOf(run);
    int next = last ? last->step + 1 : run.facts.from;
    for (const StepState &state : run.runs)
        next = std::max(next, branchOf(run, state));
    return next;
}

// A step left out takes its time all the same, so that the rest of a plan without calls does not run together.
Time momentOf(const StepState &state)
{
    if (state.state == RunState::Open)
        return state.due + kWaitsForPerson;
    return state.state == RunState::Done ? state.settled : state.due;
}

Time afterLast(const LookRun &run)
{
    Time last = std::max(run.facts.started, run.facts.lastAttempt); // who was tried outside the plan was tried
    for (const StepState &state : run.runs)
        last = std::max(last, momentOf(state));
    return last;
}

Time afterStart(const LookRun &run, const PlanStep &step)
{
    const Time wished = run.facts.started + step.delay;
    const StepState *last = lastOf(run);
    if (!last || run.stepOf(*last).anchor != Anchor::Start)
        return wished;
    const Time apart = std::clamp<Time>(step.delay - run.stepOf(*last).delay, 0, kMostShift);
    const Time from = last->state == RunState::Done ? std::min(last->due, last->settled) : last->due;
    return std::max(wished, from + apart);
}

/// When the step is wished for; nothing: what came before has to be settled, or its time to come nearer.
std::optional<Time> wishOf(LookRun &run, const PlanStep &step)
{
    Time lastOpen = 0;
    for (const StepState &state : run.runs) {
        if (state.state == RunState::Open)
            lastOpen = std::max(lastOpen, state.due);
    }
    if (step.anchor == Anchor::Start) {
        const Time wished = afterStart(run, step);
        if (lastOpen > 0 && wished - kAheadOfTime > run.now) {
            run.lookAgain(wished - kAheadOfTime);
            return std::nullopt;
        }
        return std::max(wished, run.now);
    }
    if (lastOpen > 0 && run.now < lastOpen + kWaitsForPerson) {
        run.lookAgain(lastOpen + kWaitsForPerson);
        return std::nullopt;
    }
    return std::max(afterLast(run) + step.delay, run.now);
}

void decide(LookRun &run, int at, Time wished)
{
    const PlanStep &step = run.plan.steps[size_t(at)];
    StepDecision made{Says::Plan, at, doneBy(step.by, run.facts.pace), wished, wished, skipReason(run, step, true)};
    if (made.rule.isEmpty()) {
        const Slot slot = slotOf(run, step, made.by, wished);
        made.rule = slot.rule;
        made.due = slot.blocked || slot.at == 0 ? wished : slot.at;
        if (slot.blocked || slot.at == 0)
            made.says = Says::Skip;
    } else {
        made.says = Says::Skip;
    }
    if (made.says == Says::Plan && made.due > run.end()) {
        made.says = Says::Skip;
        made.due = wished;
        made.rule = QStringLiteral("days_over");
    }
    StepState state;
    state.step = at;
    state.by = made.by;
    state.due = made.due;
    state.state = made.says == Says::Plan ? RunState::Open : RunState::Skipped;
    state.asked = made.says == Says::Plan && made.due <= run.now;
    run.runs.push_back(state);
    run.look.decisions.push_back(std::move(made));
    if (state.state == RunState::Open)
        run.lookAgain(state.due);
}

bool anyOpen(const LookRun &run)
{
    return std::ranges::find(run.runs, RunState::Open, &StepState::state) != run.runs.end();
}

// Later than its days it is over, whatever somebody has left undone; that stays a task.
void finish(LookRun &run)
{
    run.look.finished = !anyOpen(run) || run.now >= run.end();
    if (!run.look.finished)
        run.lookAgain(run.end());
}

} // namespace

// A customer who refused has no next step, whatever else they did.
PlanStop stopOf(const Plan &plan, const PlanFacts &facts)
{
    using Kind = PlanEvent::Kind;
    if (happened(facts, Kind::OptOut))
        return PlanStop::OptOut;
    if (happened(facts, Kind::Sale) && plan.start != PlanStart::Sold)
        return PlanStop::Sale;
    if (happened(facts, Kind::Closed))
        return PlanStop::Closed;
    if (happened(facts, Kind::Visit))
        return PlanStop::Visit;
    if (happened(facts, Kind::Reply) && plan.stopsOnReply)
        return PlanStop::Reply;
    return !facts.phone && !facts.email ? PlanStop::NoWay : PlanStop::None;
}

void layOn(PlanFacts &facts, const StepDecision &decision)
{
    const auto open = std::ranges::find_if(facts.runs,
        [&](const StepState &state) { return state.step == decision.step && state.state == RunState::Open; });
    StepState fresh;
    fresh.step = decision.step;
    StepState &state = open == facts.runs.end() ? facts.runs.emplace_back(fresh) : *open;
    state.by = decision.by;
    state.due = decision.due;
    state.asked = decision.says == Says::Keep;
    if (decision.says == Says::Skip)
        state.state = RunState::Skipped;
}

PlanLook lookAt(
    const Plan &plan, const PlanFacts &facts, const LocalDays &place, const Hours &hours, const AskGate &ask, Time now)
{
    LookRun run{plan, facts, place, hours, ask, now, facts.runs};
    run.look.stop = stopOf(plan, facts);
    if (run.look.stop != PlanStop::None)
        return run.look;
    if (!followBranches(run)) {
        run.look.stop = PlanStop::Branch;
        return run.look;
    }
    lookAtOpen(run);
    while (!facts.held) {
        const int next = nextStep(run);
        if (next >= int(plan.steps.size())) {
            finish(run);
            break;
        }
        const auto wished = wishOf(run, plan.steps[size_t(next)]);
        if (!wished)
            break;
        decide(run, next, *wished);
    }
    return run.look;
}

} // namespace updesk
