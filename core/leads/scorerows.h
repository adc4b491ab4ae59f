// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"
#include "core/leads/leadnow.h"

namespace updesk
{

/// Why a lead has the score that lists show.
struct ScoreStory {
    int score = 0;
    Tier tier = Tier::Low;
    int from = 0, to = 100; ///< the points of this tier
    Time scoredAt = 0;
    std::vector<ScoreLine> lines; ///< those with points, as of scoredAt, largest first; they add to `score`
    std::vector<Raise> raises; ///< what would raise it, the largest gain first, at most three
    int before = -1; ///< the score before the last change; -1: it never changed
    Time changedAt = 0;
    ModelVersion model; ///< which gave it, since when, and who made that version
    QString cause; ///< of the last change, as the log names it
    bool operator==(const ScoreStory &) const = default;
};

/// The points of each factor in the newest line of the score's history, as JSON; empty: it has none.
Result<QByteArray> loggedFactors(Database &database, LeadId lead);

/// What would raise it, without what the customer has said is not to be: who trades nothing in is not asked for it.
std::vector<Raise> raisesOf(const Lead &lead, const ScoreInput &input, const ScoreModel &model, Time now);

/// The reasons of the score as it was last written. NotFound: no such lead.
Result<ScoreStory> scoreStory(Database &database, LeadId lead);

} // namespace updesk
