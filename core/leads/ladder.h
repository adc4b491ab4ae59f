// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/hours.h"
#include "core/leads/responseclock.h"
#include "core/scoring/model.h"

#include <array>
#include <optional>
#include <vector>

namespace updesk
{

/// What is done about a lead that nobody answers (F31), in the order of the ladder.
enum class LadderAction : quint8 {
    WarnOwner,
    EarlyTellManager,
    EarlyTellEveryone,
    TellBackupAndManager,
    TakeBack,
    TellEveryone
};
inline constexpr size_t kLadderActions = 6;

/// The store's settings, ms; the defaults are the guide's.
struct LadderSettings {
    Time warnBefore = 2 * kMinute;
    Time takeBackAfter = 5 * kMinute;
    Time everyoneAfter = 15 * kMinute;
    Time hotManagerAfter = 3 * kMinute;
    Time hotEveryoneAfter = 5 * kMinute;
    int takeBacks = 2;
    bool operator==(const LadderSettings &) const = default;
};

/// How long a lead of a tier stays untouched until the manager and everyone are told before the ladder has them told,
/// from where its clock begins to count (F43); nothing: they are not.
struct TierAlarms {
    std::optional<Time> manager, everyone;
    bool operator==(const TierAlarms &) const = default;
};

/// The alarms of a tier. A model that leaves Hot's times as UpDesk ships them leaves them to the store's ladder.
TierAlarms alarmsOf(Tier tier, const ScoreModel &model, const LadderSettings &settings);

/// Where a lead stands on the ladder. UTC; 0: did not happen.
struct LadderFacts {
    Due due;
    Time assignedAt = 0; ///< last assignment; begins a round
    bool owned = false; ///< false: nobody to warn or to take it from
    TierAlarms alarms; ///< of its tier
    bool held = false; ///< an open call or lead panel: nothing is taken back and no early alarm is raised meanwhile
    bool over = false; ///< answered, closed, or born stopped: the ladder has ended
    int timesTakenBack = 0;
    std::array<Time, kLadderActions> firedAt{}; ///< by LadderAction, the last time it was done
};

/// What to do now, in the ladder's order. Nothing outside answering hours; a store without hours is always answering.
///
/// A warning and a take-back happen once a round (an assignment begins one), the others once a lead. The take-back is
/// counted from due or from the assignment, whichever is later, so each new owner has the same time as the first.
std::vector<LadderAction> ladderActions(
    const LadderFacts &facts, const LadderSettings &settings, const Hours &hours, Time now);

/// When something will be due next, after what is due now was done; 0: nothing. Ask again when the facts change.
Time nextLadderMoment(const LadderFacts &facts, const LadderSettings &settings, const Hours &hours, Time now);

} // namespace updesk
