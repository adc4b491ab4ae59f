// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/leads/sourcetables.h"
#include "core/leads/leaddraft.h"
#include "core/people/staff.h"

#include <optional>
#include <vector>

namespace updesk
{

/// What routing looks at in a lead, and nothing else (FL-1).
struct RouteLead {
    SourceId source;
    LeadType type = LeadType::Web;
    VehicleStatus status = VehicleStatus::Unknown;
    QString make;
    bool afterHours = false;
};

/// Why a rule did not fire, for "test this lead".
enum class RuleMiss : quint8 { None, Source, Type, Status, Make, Hours, NobodyActive, NobodyOnDuty, AllBusy, AllFull };

/// One routing rule (F24): conditions, of which empty ones mean "any", and to whom it gives the lead.
struct RouteRule {
    enum class When : quint8 { Always, InHours, AfterHours };
    /// How a lead is dealt among the rule's people who are on duty (F25, F26).
    enum class Mode : quint8 {
        RoundRobin, ///< who has been without a new lead longest
        LeastBusy, ///< who has the fewest open leads with something due
        Weighted, ///< who is furthest behind the share that `weights` give
        Capped, ///< round robin among those below a limit
        ClosingRate, ///< shares by what each has sold, nobody below `floor`
        Pool ///< nobody: all on duty are told, and who takes it first has it
    };
    struct Weight {
        PersonId person;
        int weight = 1;
        bool operator==(const Weight &) const = default;
    };
    int rank = 0;
    QString name;
    std::vector<SourceId> sources;
    std::vector<LeadType> types;
    std::vector<VehicleStatus> statuses;
    QStringList makes; ///< compared without case and accents
    When when = When::Always;
    std::vector<PersonId> persons; ///< one: always that person; several: in turn
    std::optional<Role> role; ///< in turn among all of this role; with persons: both kinds are in the turn
    Mode mode = Mode::RoundRobin;
    std::vector<Weight> weights{}; ///< Weighted; who is not named weighs 1, and 0 gets one only with nobody else there
    int mostADay = 0; ///< new leads of a person since local midnight, at any rule; 0: no limit
    int mostOpen = 0; ///< open leads of a person; 0: no limit
    int floor = 50; ///< ClosingRate: the least of an equal share, in percent
    bool operator==(const RouteRule &) const = default;
};

/// The first condition that the lead does not meet; None: it meets all.
RuleMiss missOf(const RouteRule &rule, const RouteLead &lead);

/// Reads the row's JSON {"sources":[id],"types":["web"],"statuses":["new"],"makes":["Toyota"],"when":"in-hours",
/// "persons":[id],"role":"sales","mode":"weighted","weights":{id:2},"most_a_day":8,"most_open":40,"floor":50}; ids are
/// 32 hex digits, and persons or role must be there. Types: web third-party phone walk-in chat social referral repeat
/// service equity; statuses: new used; when: always in-hours after-hours; roles: sales bdc advisor manager principal
/// admin; modes: round-robin least-busy weighted capped closing-rate pool. Weights 0 to 100 belong to weighted, floor 0
/// to 100 to closing-rate, limits from 1 to all but pool, and capped needs one. Invalid with the key as subject.
Result<RouteRule> routeRuleOf(const RouteRuleRow &row);
QString jsonOf(const RouteRule &rule);

} // namespace updesk
