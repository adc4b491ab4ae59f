// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/routedesk.h"

namespace updesk
{

static constexpr char kLastGiven[] =
    "SELECT at FROM assignment WHERE to_person=?1 AND deleted=0 ORDER BY at DESC LIMIT 1";

Result<void> RouteDesk::readPeople(Time now)
{
    if (m_minute == now / kMinute)
        return {};
    const bool first = m_people.empty();
    const Schedule schedule{m_rules->shifts, m_rules->aways, m_rules->hours};
    m_people.resize(m_rules->people.size());
    for (size_t i = 0; i < m_people.size(); ++i) {
        const Person &person = m_rules->people[i];
        RoutePerson &row = m_people[i];
        row.id = person.id;
        row.role = person.role;
        row.active = person.active;
        row.dutyFrom = person.active ? onDutyFrom(person.id, now, schedule) : 0;
        if (!first)
            continue;
        Query q = m_database->query(kLastGiven);
        q.bind(1, person.id);
        row.lastAssigned = q.next() ? q.number(0) : 0;
        if (auto done = q.done(); !done)
            return done;
    }
    m_minute = now / kMinute;
    return {};
}

Result<Routed> RouteDesk::route(
    const RouteLead &lead, PersonId owner, const QString &named, Time now, std::span<const PersonId> exclude)
{
    if (auto read = readPeople(now); !read)
        return read.error();
    RouteWishes wishes;
    wishes.previousOwner = owner;
    if (!named.isEmpty())
        wishes.named = personNamed(named, m_rules->people);
    return updesk::route(lead, wishes, m_rules->routes, m_people, exclude, now);
}

// A flood gives many leads in one millisecond: who got the newest one still stands last in the turn.
void RouteDesk::given(PersonId person, Time at)
{
    for (const RoutePerson &row : m_people)
        at = std::max(at, row.lastAssigned + 1);
    for (RoutePerson &row : m_people) {
        if (row.id == person)
            row.lastAssigned = at;
    }
}

Result<std::vector<PersonId>> RouteDesk::onDuty(Time now)
{
    if (auto read = readPeople(now); !read)
        return read.error();
    std::vector<PersonId> present;
    for (const RoutePerson &row : m_people) {
        if (row.active && row.dutyFrom > 0 && row.dutyFrom <= now)
            present.push_back(row.id);
    }
    return present;
}

RouteLead routeLeadOf(const LeadDraft &draft, SourceId source, const Due &due)
{
    RouteLead lead;
    lead.source = source;
    lead.type = draft.type;
    if (!draft.wants.empty()) {
        lead.status = draft.wants.front().status;
        lead.make = draft.wants.front().make;
    }
    lead.afterHours = due.afterHours;
    return lead;
}

} // namespace updesk
