// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/leaddraft.h"

namespace updesk
{

/// Routes leads with the store's rules and schedule; remembers who got what, so that an import reads it once.
class RouteDesk
{
public:
    RouteDesk(Database &database, std::shared_ptr<const Rulebook> rules)
        : m_database(&database), m_rules(std::move(rules))
    {
    }
    /// Who gets a lead now. `owner` is the customer's own salesperson, `exclude` whoever lost it before.
    Result<Routed> route(
        const RouteLead &lead, PersonId owner, const QString &named, Time now, std::span<const PersonId> exclude = {});
    /// To be called when a lead was given, so that the turn goes on.
    void given(PersonId person, Time at);
    /// Everybody active who is on duty now.
    Result<std::vector<PersonId>> onDuty(Time now);

private:
    Result<void> readPeople(Time now);
    Database *m_database;
    std::shared_ptr<const Rulebook> m_rules;
    std::vector<RoutePerson> m_people;
    Time m_minute = -1;
};

RouteLead routeLeadOf(const LeadDraft &draft, SourceId source, const Due &due);

} // namespace updesk
