// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/ladder.h"

#include <algorithm>

namespace updesk
{

namespace
{

struct Step {
    LadderAction action;
    Time at; ///< when it is due by the clock
    Time until = 0; ///< when it has lost its sense; 0: never
};

Time firedAt(const LadderFacts &facts, LadderAction action) { return facts.firedAt[size_t(action)]; }

/// The steps that are still to be done, whenever that is.
std::vector<Step> openSteps(const LadderFacts &facts, const LadderSettings &settings)
{
    std::vector<Step> steps;
    if (facts.over || facts.due.due == 0)
        return steps;
    const Time due = facts.due.due;
    const auto once = [&](LadderAction action, Time at) {
        if (!firedAt(facts, action))
            steps.push_back({action, at});
    };
    const auto onceARound = [&](LadderAction action, Time at, Time until) {
        const Time fired = firedAt(facts, action);
        if (facts.owned && (fired == 0 || fired <= facts.assignedAt)) // a take-back and its assignment are one moment
            steps.push_back({action, at, until});
    };
    // Owners of a late lead were told so when they got it, and after the manager is told a warning comes too late.
    if (facts.assignedAt < due - settings.warnBefore && !firedAt(facts, LadderAction::TellBackupAndManager))
        onceARound(LadderAction::WarnOwner, due - settings.warnBefore, due);
    if (facts.alarms.manager && !facts.held)
        once(LadderAction::EarlyTellManager, facts.due.from + *facts.alarms.manager);
    if (facts.alarms.everyone && !facts.held)
        once(LadderAction::EarlyTellEveryone, facts.due.from + *facts.alarms.everyone);
    once(LadderAction::TellBackupAndManager, due);
    if (!facts.held && facts.timesTakenBack < settings.takeBacks)
        onceARound(LadderAction::TakeBack, std::max(due, facts.assignedAt) + settings.takeBackAfter, 0);
    once(LadderAction::TellEveryone, due + settings.everyoneAfter);
    return steps;
}

/// The first moment at or after `moment` at which somebody answers.
Time answering(const Hours &hours, Time moment)
{
    const Time opening = hours.nextOpening(moment);
    return opening ? opening : moment;
}

/// When a step fires, not before `now`; 0: never.
Time firesAt(const Step &step, const Hours &hours, Time now)
{
    const Time moment = answering(hours, std::max(step.at, now));
    return step.until && moment >= step.until ? 0 : moment;
}

} // namespace

TierAlarms alarmsOf(Tier tier, const ScoreModel &model, const LadderSettings &settings)
{
    static constexpr ScoreModel kOwn;
    const auto alarm = [&](int TierProtocol::*seconds, Time ofLadder) -> std::optional<Time> {
        const int given = model.tiers[size_t(tier)].*seconds;
        if (tier == Tier::Hot && given == kOwn.tiers[size_t(tier)].*seconds)
            return ofLadder;
        return given > 0 ? std::optional(given * kSecond) : std::nullopt;
    };
    return {alarm(&TierProtocol::managerAfter, settings.hotManagerAfter),
        alarm(&TierProtocol::everyoneAfter, settings.hotEveryoneAfter)};
}

std::vector<LadderAction> ladderActions(
    const LadderFacts &facts, const LadderSettings &settings, const Hours &hours, Time now)
{
    std::vector<LadderAction> actions;
    for (const Step &step : openSteps(facts, settings)) {
        if (step.at <= now && firesAt(step, hours, now) == now)
            actions.push_back(step.action);
    }
    return actions;
}

Time nextLadderMoment(const LadderFacts &facts, const LadderSettings &settings, const Hours &hours, Time now)
{
    Time next = 0;
    for (const Step &step : openSteps(facts, settings)) {
        const Time moment = firesAt(step, hours, now);
        if (moment > now && (next == 0 || moment < next))
            next = moment;
    }
    return next;
}

} // namespace updesk
