// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/lead.h"
#include "core/leads/leaddraft.h"
#include "core/leads/routeexplain.h"

namespace updesk
{

/// What would become of a lead, and why of each person; nothing is written.
struct RouteTest {
    RouteLead lead;
    Routed routed;
    std::vector<RoutePerson> people; ///< as routing saw them
    std::vector<PersonVerdict> verdicts; ///< in the same order
};

/// Routes leads with the store's rules and schedule; remembers who got what, so that an import reads it once.
class RouteDesk
{
public:
    RouteDesk(Database &database, std::shared_ptr<const Rulebook> rules);
    /// Who gets a lead now. `owner` is the customer's own salesperson, `exclude` whoever lost it before.
    Result<Routed> route(
        const RouteLead &lead, PersonId owner, const QString &named, Time now, std::span<const PersonId> exclude = {});
    /// The same with the reasons of everybody; for this the loads of all people are read whatever the rules need.
    Result<RouteTest> test(const RouteLead &lead, PersonId owner, const QString &named, Time now);
    /// To be called when a lead was given, so that the turn goes on; `rule` is the one that dealt it, empty: none did.
    void given(PersonId person, Time at, const QString &rule);
    /// Everybody active who is on duty now and not busy; all on duty when all of them are busy.
    Result<std::vector<PersonId>> onDuty(Time now);
    /// The same of those whom a routing rule may give leads to; a store without rules: sales and BDC.
    Result<std::vector<PersonId>> inRotation(Time now);
    /// Who is told beside the manager when `owner` (null: nobody has it) is late (F31); null: nobody is there.
    Result<PersonId> backup(PersonId owner, const RouteLead &lead, Time now);

private:
    Result<void> readPeople(Time now);
    Result<void> readLoad(RoutePerson &row, Time now);
    Result<void> readDealt(RoutePerson &row, Time now);
    Result<void> readClosingRates(Time now);
    quint64 hereWith(PersonId person, Time moment) const;
    Schedule schedule() const { return {m_rules->shifts, m_rules->aways, m_rules->hours}; }
    Database *m_database;
    std::shared_ptr<const Rulebook> m_rules;
    std::vector<RoutePerson> m_people;
    bool m_needsLoads = false, m_needsShares = false, m_needsRates = false;
    Time m_minute = -1;
};

RouteLead routeLeadOf(const LeadDraft &draft, SourceId source, const Due &due);
/// Everybody who owned the lead before and its owner now.
Result<std::vector<PersonId>> ownersSoFar(Database &database, const Lead &lead);
/// Of a lead that is in the store.
Result<RouteLead> routeLeadOf(Database &database, const Lead &lead, bool afterHours);

/// "Test this lead" (F24): what the rules would do at `at` (UTC) with such an inquiry of a new customer, or with this
/// lead as if it came anew and nobody had it. NotFound: no such lead.
Result<RouteTest> testRoute(Session &session, const LeadDraft &draft, Time at);
Result<RouteTest> testRoute(Session &session, LeadId lead, Time at);

} // namespace updesk
