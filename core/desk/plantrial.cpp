// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/plantrial.h"

#include "core/desk/gate.h"
#include "core/desk/planfacts.h"
#include "core/desk/plangate.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/legalstore.h"
#include "core/sequences/planjson.h"

#include <algorithm>
#include <map>

namespace updesk
{

namespace
{

using Says = StepDecision::Says;

/// The gate as planGate() asks it, which besides remembers its words and counts what the trial imagines.
struct TrialGate {
    Database &database;
    PersonId person;
    LeadId lead;
    std::shared_ptr<const LegalRules> rules;
    std::map<std::pair<Channel, SentBy>, GateFacts> facts{};
    std::vector<Time> imagined{}; ///< calls and texts of the trial so far
    std::map<std::pair<QString, QString>, GateReason> reasons{}; ///< by step and rule, the first that was given
    std::optional<Error> failure{};

    const GateFacts *factsFor(Channel channel, SentBy by)
    {
        const auto known = facts.find({channel, by});
        if (known != facts.end())
            return &known->second;
        GateAsk ask;
        ask.channel = channel;
        ask.sentBy = by;
        auto read = gateFactsOf(database, person, lead, ask);
        if (!read) {
            failure = read.error();
            return nullptr;
        }
        return &facts.emplace(std::pair{channel, by}, std::move(*read)).first->second;
    }
    GateAnswer answer(const PlanStep &step, SentBy by, Time at)
    {
        const GateFacts *known = factsFor(step.channel, by);
        if (!known)
            return {GateAnswer::Says::Block, 0, QStringLiteral("failed")};
        GateFacts asked = *known;
        asked.now = at;
        asked.contacts.insert(asked.contacts.end(), imagined.begin(), imagined.end());
        asked.purpose = by == SentBy::Person ? purposeOfReply(asked, *rules)
            : step.acknowledges              ? Purpose::Informational
                                             : Purpose::Marketing;
        const GateVerdict verdict = gate(asked, *rules);
        if (asked.address.isEmpty() && !isRefusal(verdict))
            return {GateAnswer::Says::Block, 0,
                step.channel == Channel::Email ? QStringLiteral("no_email") : QStringLiteral("no_phone")};
        if (verdict.allows())
            return {};
        const QString rule = verdict.reasons.empty() ? QString() : verdict.reasons.front().rule;
        if (!verdict.reasons.empty())
            reasons.try_emplace({step.key, rule}, verdict.reasons.front());
        return verdict.says == GateVerdict::Says::Move ? GateAnswer{GateAnswer::Says::Move, verdict.moveTo, rule}
                                                       : GateAnswer{GateAnswer::Says::Block, 0, rule};
    }
};

/// A plan on its way through a lead's imagined days.
struct TrialRun {
    const Plan &plan;
    TrialGate gate;
    std::shared_ptr<const LocalDays> place;
    std::shared_ptr<const Rulebook> book;
    PlanFacts facts{};
    std::map<int, TriedStep> tried{};

    void note(const StepDecision &decision)
    {
        if (decision.says == Says::Keep)
            return;
        TriedStep &step = tried[decision.step];
        step.step = decision.step;
        step.by = decision.by;
        if (decision.says == Says::Plan || step.wished == 0)
            step.wished = decision.wished;
        step.at = decision.due;
        step.left = decision.says == Says::Skip;
        if (!decision.rule.isEmpty() || step.left)
            step.rule = decision.rule;
    }
    /// The step that is due first of those still open; nullptr: none is.
    StepState *first()
    {
        StepState *found = nullptr;
        for (StepState &state : facts.runs) {
            if (state.state == RunState::Open && (!found || state.due < found->due))
                found = &state;
        }
        return found;
    }
    void settle(StepState &state, Time now)
    {
        state.state = RunState::Done;
        state.settled = now;
        const Channel channel = plan.steps[size_t(state.step)].channel;
        if (channel == Channel::Phone)
            state.outcome = Outcome::NoAnswer;
        if (channel != Channel::Email)
            gate.imagined.push_back(now);
    }
    void play(Time now)
    {
        const AskGate ask = [this](const PlanStep &step, SentBy by, Time at) { return gate.answer(step, by, at); };
        for (size_t rounds = 0; rounds < 10 * kMostSteps; ++rounds) {
            const PlanLook look = lookAt(plan, facts, *place, book->hours, ask, now);
            for (const StepDecision &decision : look.decisions) {
                note(decision);
                layOn(facts, decision);
            }
            StepState *next = first();
            if (look.finished || look.stop != PlanStop::None || !next)
                return;
            if (next->due > now)
                now = next->due;
            else
                settle(*next, now);
        }
    }
};

Result<Pace> paceOf(Database &database, LeadId lead, const Rulebook &book)
{
    const auto now = leadNowOf(database, lead);
    return now ? Result<Pace>(book.model.tiers[size_t(now->tier)].pace) : now.error();
}

} // namespace

Result<PlanTrial> tryPlan(Session &session, const Plan &plan, LeadId lead)
{
    Database &database = session.database();
    const auto book = session.rules();
    const auto rules = legalRules(database);
    const auto gate = planGate(database, PersonId{}, lead);
    if (!book || !rules || !gate)
        return !book ? book.error() : !rules ? rules.error() : gate.error();
    const auto pace = paceOf(database, lead, **book);
    if (!pace)
        return pace.error();
    Enrolment begun;
    begun.lead = lead;
    begun.started = session.now();
    begun.pace = int(*pace);
    const auto inside = planInside(database, begun, **book);
    if (!inside)
        return inside.error();
    TrialRun run{plan, {database, PersonId{}, lead, *rules}, gate->place, *book};
    run.facts = inside->facts;
    PlanTrial trial{gate->zone, stopOf(plan, run.facts), {}};
    run.facts.events.clear(); // what would end it is told, and the times are shown all the same
    run.facts.held = false;
    run.play(session.now());
    if (run.gate.failure)
        return *run.gate.failure;
    for (auto &[at, step] : run.tried) {
        const auto reason = run.gate.reasons.find({plan.steps[size_t(at)].key, step.rule});
        if (reason != run.gate.reasons.end())
            step.reason = reason->second;
        trial.steps.push_back(step);
    }
    return trial;
}

} // namespace updesk
