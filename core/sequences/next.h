// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/slot.h"

#include <optional>

namespace updesk
{

/// Where one step of a running plan stands.
enum class RunState : quint8 { Open, Done, Skipped, Dropped };

/// A step that was decided on, in the order in which they were.
struct StepState {
    int step = 0;
    RunState state = RunState::Open;
    SentBy by = SentBy::Person;
    Time due = 0;
    Time settled = 0; ///< when it was done or left out; 0: open
    Outcome outcome = Outcome::None;
    bool asked = false; ///< the gate was asked once more when it fell due
    bool operator==(const StepState &) const = default;
};

/// What happened on the lead since the plan began, as far as it changes the plan.
struct PlanEvent {
    enum class Kind : quint8 { Reached, Reply, Visit, Sale, OptOut, Closed };
    Kind kind = Kind::Reached;
    Time at = 0;
    bool operator==(const PlanEvent &) const = default;
};

/// One lead inside a version of a plan, with all that decides its next step.
struct PlanFacts {
    Time started = 0;
    int from = 0; ///< the step it began with: of those who were moved to another version
    std::vector<StepState> runs;
    std::vector<PlanEvent> events;
    bool held = false; ///< a time to call back was agreed on: that goes first, and the program does nothing until then
    bool phone = true, email = true; ///< there is a usable one
    bool refusesPhone = false, refusesEmail = false; ///< the customer does not want to be reached by it
    bool textConsent = false;
    Pace pace = Pace::Personal;
    Time lastAttempt = 0; ///< on this lead, made within the plan or outside it
    int spread = 0; ///< SlotFacts::spread
};

/// What is to be done about one step.
struct StepDecision {
    enum class Says : quint8 {
        Plan, ///< a new step, due then
        Skip, ///< a new one, or one that is open, is left out
        Move, ///< an open one is due later
        Keep ///< an open one that is due passed the gate
    };
    Says says = Says::Plan;
    int step = 0;
    SentBy by = SentBy::Person;
    Time wished = 0, due = 0;
    QString rule; ///< why it is moved or left out, or why a person does what the program would: an id or a code
    bool operator==(const StepDecision &) const = default;
};

/// The plan of one lead at one moment.
struct PlanLook {
    std::vector<StepDecision> decisions; ///< in the order of the steps
    PlanStop stop = PlanStop::None; ///< it ends now: whatever is open is dropped
    bool finished = false; ///< no step is left
    Time again = 0; ///< when it has to be looked at next, whatever happens; 0: only when something happens
};

/// Decides by the version that the lead is in, at `now`. Steps counted from the start are made as their time comes, the
/// others once what came before is settled; what a person leaves undone holds the rest for two days only. Pure; the
/// same facts at the same moment give the same answer at every desk.
PlanLook lookAt(
    const Plan &plan, const PlanFacts &facts, const LocalDays &place, const Hours &hours, const AskGate &ask, Time now);

/// What ends the plan by what has happened, the strongest first; None: nothing does.
PlanStop stopOf(const Plan &plan, const PlanFacts &facts);

/// Lays a decision on the facts, as its row will: for whoever follows a plan without a store.
void layOn(PlanFacts &facts, const StepDecision &decision);

inline constexpr Time kAheadOfTime = kHour; ///< so long before its time a step that counts from the start is planned
inline constexpr Time kWaitsForPerson = 2 * kDay; ///< so long an undone step holds those after it

} // namespace updesk
