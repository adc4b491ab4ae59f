// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/table.h"

namespace updesk
{

/// Distance ring of a postal prefix (FL-5): 0 nearest.
struct RingRow {
    RowOnlyId id;
    QString prefix;
    int ring = 0;
    bool operator==(const RingRow &) const = default;
};

/// One version of the score model; the newest by `since` counts, older ones stay (F48).
struct ScoreModelRow {
    RowOnlyId id;
    int version = 0;
    QString model; ///< JSON of ScoreModel
    Time since = 0;
    PersonId by;
    bool operator==(const ScoreModelRow &) const = default;
};

inline constexpr TableOf kRing{"ring", Feed::Store, Trait::Config, column("prefix", &RingRow::prefix, Rule::Optimistic),
    column("ring", &RingRow::ring, Rule::Optimistic)};

inline constexpr TableOf kScoreModel{"score_model", Feed::Store, Trait::Config,
    column("version", &ScoreModelRow::version, Rule::Optimistic),
    column("model", &ScoreModelRow::model, Rule::Optimistic), column("since", &ScoreModelRow::since, Rule::Optimistic),
    column("by_person", &ScoreModelRow::by, Rule::Optimistic)};

} // namespace updesk
