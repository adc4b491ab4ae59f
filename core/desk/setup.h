// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/scoring/scoretables.h"

namespace updesk
{

/// Everything a new store begins with, as rows that already have their ids. For one store only.
struct SetupConfig {
    Dealership dealership;
    std::vector<Person> people;
    std::vector<Shift> shifts;
    std::vector<Away> aways;
    std::vector<Source> sources;
    std::vector<SourcePatternRow> patterns;
    std::vector<RouteRuleRow> routes;
    std::vector<TargetRow> targets;
    std::vector<RingRow> rings;
    std::vector<Setting> settings;
    std::vector<ScoreModelRow> models;
};

/// Reads a set-up file (resources/desk/setup.md). Invalid for the first mistake, with its JSON path as subject
/// (people[2].role) and what is wrong with it as detail (ConfigFault); `now` is UTC.
Result<SetupConfig> setupConfig(const QByteArray &json, Time now);

/// The example that came with the program: Northgate Motors, invented.
QByteArray exampleSetup();

/// Writes the store's first rows as one deed and gives the store its number. Duplicate: the store is set up already.
Result<void> setUpStore(Session &session, const SetupConfig &config);

/// Makes a new store file. Duplicate: there is a file at `path` already; it is left as it is. The file appears only
/// when it is complete; encrypted from its first byte when there is a key (readyFile() gives it).
Result<void> makeStore(const QString &path, const Clock &clock, const SetupConfig &config, const FileKey &key = {});

} // namespace updesk
