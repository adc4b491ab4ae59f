// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/backup.h"
#include "core/leads/hours.h"
#include "core/leads/ladder.h"
#include "core/leads/responseclock.h"
#include "core/leads/routing.h"
#include "core/leads/sourcetables.h"
#include "core/people/staff.h"
#include "core/scoring/score.h"
#include "core/scoring/tables.h"
#include "core/store/database.h"

#include <limits>
#include <map>
#include <memory>

namespace updesk
{

/// One version of the score model as it stands in the store (F48).
struct ModelVersion {
    int version = 0;
    Time since = 0; ///< UTC; may lie ahead
    PersonId by; ///< who made it; null: it came with the set-up
    bool operator==(const ModelVersion &) const = default;
};

/// All settings of the store that rules need, loaded once and shared until a row of them changes or another version of
/// the score model comes into force.
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
    Time noShowAfter = 30 * kMinute; ///< so long after its time an appointment that nobody marked is missed (F74)
    Backups backups;
    ScoreModel model; ///< the one in force
    std::vector<ModelVersion> models; ///< all, by since
    Time modelFrom = std::numeric_limits<Time>::min(); ///< this book holds from here
    Time modelUntil = std::numeric_limits<Time>::max(); ///< and before here: another model follows
    std::map<SourceId, SourceWeight> weights;
    RingTable rings;
    TimeframeTable timeframes;
    std::vector<RouteRule> routes; ///< by rank

    const Person *person(PersonId id) const; ///< nullptr: nobody
    /// Managers and up change rules; so does whoever sets a store up, before anybody was chosen (null).
    bool mayChangeRules(PersonId id) const;
    const Source *source(SourceId id) const; ///< nullptr: unknown
    const Source *sourceNamed(const QString &name) const;
    SourceWeight weight(SourceId id) const;
    const ModelVersion *modelVersion(int version) const; ///< nullptr: the store does not have it
};

/// The store's rules as they stand; loads them again when a setting changed since or a model that was put in ahead has
/// come into force: the newest whose `since` has passed by the database's clock; before any the set-up's, else the one
/// that UpDesk ships. Damaged when a stored one is unreadable.
Result<std::shared_ptr<const Rulebook>> rulebook(Database &database);

} // namespace updesk
