// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/hours.h"
#include "core/leads/ladder.h"
#include "core/leads/responseclock.h"
#include "core/leads/routing.h"
#include "core/leads/sourcetables.h"
#include "core/people/staff.h"
#include "core/scoring/score.h"
#include "core/scoring/tables.h"
#include "core/store/database.h"

#include <map>
#include <memory>

namespace updesk
{

/// All settings of the store that rules need, loaded once and shared until a row of them changes.
struct Rulebook {
    qint64 version = 0;
    Dealership dealership;
    Hours hours; ///< answering hours: the response clock's
    Hours showroom; ///< when customers can come
    std::vector<Person> people;
    std::vector<Shift> shifts;
    std::vector<Away> aways;
    std::vector<Source> sources;
    std::vector<SourcePatternRow> patterns; ///< by rank
    std::vector<TargetRow> targets;
    LadderSettings ladder;
    ScoreModel model;
    std::map<SourceId, SourceWeight> weights;
    RingTable rings;
    TimeframeTable timeframes;
    std::vector<RouteRule> routes; ///< by rank

    const Person *person(PersonId id) const; ///< nullptr: nobody
    const Source *source(SourceId id) const; ///< nullptr: unknown
    const Source *sourceNamed(const QString &name) const;
    SourceWeight weight(SourceId id) const;
};

/// The store's rules as they stand; loads them again when a setting changed since. Damaged when a stored one is
/// unreadable.
Result<std::shared_ptr<const Rulebook>> rulebook(Database &database);

} // namespace updesk
