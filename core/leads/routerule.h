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
enum class RuleMiss : quint8 { None, Source, Type, Status, Make, Hours, NobodyActive, NobodyOnDuty, AllBusy };

/// One routing rule (F24): conditions, of which empty ones mean "any", and to whom it gives the lead.
struct RouteRule {
    enum class When : quint8 { Always, InHours, AfterHours };
    int rank = 0;
    QString name;
    std::vector<SourceId> sources;
    std::vector<LeadType> types;
    std::vector<VehicleStatus> statuses;
    QStringList makes; ///< compared without case and accents
    When when = When::Always;
    std::vector<PersonId> persons; ///< one: always that person; several: in turn
    std::optional<Role> role; ///< in turn among all of this role; with persons: both kinds are in the turn
    bool operator==(const RouteRule &) const = default;
};

/// The first condition that the lead does not meet; None: it meets all.
RuleMiss missOf(const RouteRule &rule, const RouteLead &lead);

/// Reads the row's JSON {"sources":[id],"types":["web"],"statuses":["new"],"makes":["Toyota"],"when":"in-hours",
/// "persons":[id],"role":"sales"}; ids are 32 hex digits, and persons or role must be there. Types: web third-party
/// phone walk-in chat social referral repeat service equity; statuses: new used; when: always in-hours after-hours;
/// roles: sales bdc advisor manager principal admin. Invalid with the key as subject.
Result<RouteRule> routeRuleOf(const RouteRuleRow &row);
QString jsonOf(const RouteRule &rule);

} // namespace updesk
