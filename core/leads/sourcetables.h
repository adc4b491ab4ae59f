// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scoring/model.h"
#include "core/store/table.h"

namespace updesk
{

/// Where a customer heard of us.
struct Source {
    SourceId id;
    QString name;
    SourceKind kind = SourceKind::FirstParty;
    qint64 costMonth = 0; ///< cents
    bool active = true;
    bool operator==(const Source &) const = default;
};

/// One row of the table that maps what senders write to a source (F11); lowest rank first.
struct SourcePatternRow {
    RowOnlyId id;
    QString pattern;
    SourceId source;
    int rank = 0;
    bool wholeDomain = false; ///< what was written down is a domain; the reading of patterns needs no telling
    bool operator==(const SourcePatternRow &) const = default;
};

/// One routing rule as the store edits it; `rule` is the JSON that RouteRule reads.
struct RouteRuleRow {
    RowOnlyId id;
    int rank = 0;
    QString name, rule;
    bool active = true;
    bool operator==(const RouteRuleRow &) const = default;
};

/// Response target by source and type; -1 and null mean any.
struct TargetRow {
    RowOnlyId id;
    SourceId source;
    int type = -1;
    int seconds = 300, afterOpening = 1800;
    bool operator==(const TargetRow &) const = default;
};

inline constexpr TableOf kSource{"source", Feed::Store, Trait::Config, column("name", &Source::name, Rule::Optimistic),
    column("kind", &Source::kind, Rule::Optimistic), column("cost_month", &Source::costMonth, Rule::Optimistic),
    column("active", &Source::active, Rule::Optimistic)};

inline constexpr TableOf kSourcePattern{"source_pattern", Feed::Store, Trait::Config,
    column("pattern", &SourcePatternRow::pattern, Rule::Optimistic),
    column("source_id", &SourcePatternRow::source, Rule::Optimistic),
    column("rank", &SourcePatternRow::rank, Rule::Optimistic),
    column("whole_domain", &SourcePatternRow::wholeDomain, Rule::Optimistic)};

inline constexpr TableOf kRouteRule{"route_rule", Feed::Store, Trait::Config,
    column("rank", &RouteRuleRow::rank, Rule::Optimistic), column("name", &RouteRuleRow::name, Rule::Optimistic),
    column("rule", &RouteRuleRow::rule, Rule::Optimistic), column("active", &RouteRuleRow::active, Rule::Optimistic)};

inline constexpr TableOf kTarget{"target", Feed::Store, Trait::Config,
    column("source_id", &TargetRow::source, Rule::Optimistic), column("type", &TargetRow::type, Rule::Optimistic),
    column("seconds", &TargetRow::seconds, Rule::Optimistic),
    column("after_opening", &TargetRow::afterOpening, Rule::Optimistic)};

} // namespace updesk
