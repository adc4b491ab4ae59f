// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"
#include "core/scoring/score.h"

#include <array>
#include <map>

namespace updesk
{

/// What one person got and lost since a day (F33).
struct FairnessRow {
    PersonId person;
    int got = 0; ///< all leads that became theirs, however; one that came back counts again
    std::array<int, kTierCount> tiers{}; ///< of those, by the points when it was given
    int byRule = 0; ///< of those, dealt by the program
    int byHand = 0; ///< of those, given by another person
    int taken = 0; ///< of those, taken or keyed by themselves
    int takenBack = 0; ///< lost to the ladder
    int movedAway = 0; ///< lost to another person's hand
    std::map<QString, int> rules{}; ///< dealt, by the rule's name; empty name: no rule was needed
    bool operator==(const FairnessRow &) const = default;
};

/// One row for everybody who got or lost a lead in [since, until), the most leads first. Reads the assignments of that
/// time; what was undone is not counted.
Result<std::vector<FairnessRow>> fairness(Database &database, const ScoreModel &model, Time since, Time until);

} // namespace updesk
