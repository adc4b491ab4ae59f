// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/routedesk.h"

#include "core/desk/capturerows.h"
#include "core/leads/dealing.h"
#include "core/leads/leadnowstore.h"
#include "core/people/busyrows.h"

#include <algorithm>

namespace updesk
{

static constexpr char kLastGiven[] =
    "SELECT at FROM assignment WHERE to_person=?1 AND deleted=0 ORDER BY at DESC LIMIT 1";
static constexpr char kOwners[] = "SELECT from_person, to_person FROM assignment WHERE lead_id=?1 AND deleted=0";
static constexpr char kLoad[] = "SELECT count(*), ifnull(sum(grp<5),0) FROM lead_now WHERE owner_id=?1 AND grp<9"
                                " AND closed=0";
static constexpr char kGiven[] =
    "SELECT at, rule FROM assignment WHERE to_person=?1 AND at>=?2 AND at<=?3 AND deleted=0 ORDER BY at";
static constexpr char kClosings[] =
    "SELECT count(DISTINCT a.lead_id), count(DISTINCT CASE WHEN n.closed=1 THEN a.lead_id END) FROM assignment a"
    " JOIN lead_now n ON n.lead_id=a.lead_id WHERE a.to_person=?1 AND a.at>=?2 AND a.deleted=0 AND n.owner_id=?1";
static constexpr Time kClosingWindow = 180 * kDay;
static constexpr int kClosingPrior = 50; // leads at everybody's rate that are mixed into each person's own
static_assert(int(Closed::Sold) == 1 && kClosedGroup == 9);

RouteDesk::RouteDesk(Database &database, std::shared_ptr<const Rulebook> rules)
    : m_database(&database), m_rules(std::move(rules))
{
    using Mode = RouteRule::Mode;
    for (const RouteRule &rule : m_rules->routes) {
        m_needsRates = m_needsRates || rule.mode == Mode::ClosingRate;
        m_needsShares = m_needsShares || rule.mode == Mode::ClosingRate || rule.mode == Mode::Weighted;
        m_needsLoads = m_needsLoads || rule.mode == Mode::LeastBusy || rule.mostADay > 0 || rule.mostOpen > 0;
    }
}

// At night it went to one of those who came on first: then those are meant who came no later.
quint64 RouteDesk::hereWith(PersonId person, Time moment) const
{
    const Time from = onDutyFrom(person, moment, schedule());
    quint64 here = 0;
    for (size_t i = 0; i < std::min<size_t>(64, m_people.size()); ++i) {
        const Time theirs = onDutyFrom(m_people[i].id, moment, schedule());
        here |= theirs > 0 && theirs <= from ? quint64(1) << i : 0;
    }
    return here;
}

Result<void> RouteDesk::readLoad(RoutePerson &row, Time now)
{
    {
        Query q = m_database->query(kLoad);
        q.bind(1, row.id);
        if (q.next()) {
            row.open = q.integer(0);
            row.due = q.integer(1);
        }
        if (auto done = q.done(); !done)
            return done;
    }
    return readDealt(row, now);
}

Result<void> RouteDesk::readDealt(RoutePerson &row, Time now)
{
    const Time today = m_rules->hours.startOfDay(now);
    row.dealt.clear();
    row.today = 0;
    Query q = m_database->query(kGiven);
    q.bind(1, row.id).bind(2, now - kShareWindow).bind(3, now);
    while (q.next()) {
        row.today += q.number(0) >= today;
        const QString rule = q.text(1);
        if (m_needsShares && !rule.isEmpty())
            row.dealt.push_back({q.number(0), rule, hereWith(row.id, q.number(0))});
    }
    return q.done();
}

Result<void> RouteDesk::readClosingRates(Time now)
{
    struct Closings {
        int leads = 0, sold = 0;
    };
    std::vector<Closings> own;
    Closings all;
    for (const RoutePerson &row : m_people) {
        Query q = m_database->query(kClosings);
        q.bind(1, row.id).bind(2, now - kClosingWindow);
        own.push_back(q.next() ? Closings{q.integer(0), q.integer(1)} : Closings{});
        if (auto done = q.done(); !done)
            return done;
        all.leads += own.back().leads;
        all.sold += own.back().sold;
    }
    const double rate = all.leads > 0 ? double(all.sold) / all.leads : 0;
    for (size_t i = 0; i < own.size(); ++i)
        m_people[i].closingRate = int(10'000 * (own[i].sold + kClosingPrior * rate) / (own[i].leads + kClosingPrior));
    return {};
}

Result<void> RouteDesk::readPeople(Time now)
{
    if (m_minute == now / kMinute)
        return {};
    const auto busy = busyAt(*m_database, now);
    if (!busy)
        return busy.error();
    const bool first = m_people.empty();
    m_people.resize(m_rules->people.size());
    for (size_t i = 0; i < m_people.size(); ++i) {
        const Person &person = m_rules->people[i];
        RoutePerson &row = m_people[i];
        row.id = person.id;
        row.role = person.role;
        row.active = person.active;
        row.dutyFrom = person.active ? onDutyFrom(person.id, now, schedule()) : 0;
        row.busyUntil = busyUntil(*busy, person.id);
        if (!first)
            continue;
        Query q = m_database->query(kLastGiven);
        q.bind(1, person.id);
        row.lastAssigned = q.next() ? q.number(0) : 0;
        if (auto done = q.done(); !done)
            return done;
    }
    for (RoutePerson &row : m_people) {
        const auto read = m_needsLoads ? readLoad(row, now) : m_needsShares ? readDealt(row, now) : Result<void>{};
        if (!read)
            return read;
    }
    if (auto read = m_needsRates ? readClosingRates(now) : Result<void>{}; !read)
        return read;
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

Result<RouteTest> RouteDesk::test(const RouteLead &lead, PersonId owner, const QString &named, Time now)
{
    m_needsLoads = true;
    m_minute = -1;
    const auto routed = route(lead, owner, named, now);
    if (!routed)
        return routed.error();
    return RouteTest{lead, *routed, m_people, explained(*routed, m_rules->routes, m_people, {}, now)};
}

// A flood gives many leads in one millisecond: who got the newest one still stands last in the turn.
void RouteDesk::given(PersonId person, Time at, const QString &rule)
{
    const Time real = at;
    for (const RoutePerson &row : m_people)
        at = std::max(at, row.lastAssigned + 1);
    for (RoutePerson &row : m_people) {
        if (row.id != person)
            continue;
        row.lastAssigned = at;
        ++row.open;
        ++row.due;
        ++row.today;
        if (m_needsShares && !rule.isEmpty())
            row.dealt.push_back({real, rule, hereWith(row.id, real)});
    }
}

// With everybody busy all are called: somebody may break off, and nobody would answer else.
static std::vector<PersonId> freeOf(std::vector<const RoutePerson *> present, Time now)
{
    const auto isBusyNow = [now](const RoutePerson *row) { return isBusy(*row, now); };
    if (!std::ranges::all_of(present, isBusyNow))
        std::erase_if(present, isBusyNow);
    std::vector<PersonId> people;
    for (const RoutePerson *row : present)
        people.push_back(row->id);
    return people;
}

Result<std::vector<PersonId>> RouteDesk::onDuty(Time now)
{
    if (auto read = readPeople(now); !read)
        return read.error();
    std::vector<const RoutePerson *> present;
    for (const RoutePerson &row : m_people) {
        if (row.active && isHere(row, now))
            present.push_back(&row);
    }
    return freeOf(std::move(present), now);
}

Result<std::vector<PersonId>> RouteDesk::inRotation(Time now)
{
    if (auto read = readPeople(now); !read)
        return read.error();
    const bool noRules = m_rules->routes.empty();
    std::vector<const RoutePerson *> present;
    for (const RoutePerson &row : m_people) {
        const bool sells = row.role == Role::Sales || row.role == Role::Bdc;
        const auto mayGet = [&row](const RouteRule &rule) { return isIn(rule, row); };
        if (row.active && isHere(row, now) && (noRules ? sells : std::ranges::any_of(m_rules->routes, mayGet)))
            present.push_back(&row);
    }
    return freeOf(std::move(present), now);
}

Result<PersonId> RouteDesk::backup(PersonId owner, const RouteLead &lead, Time now)
{
    if (auto read = readPeople(now); !read)
        return read.error();
    return backupFor(owner, lead, m_rules->backups, m_rules->routes, m_people, now);
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

Result<std::vector<PersonId>> ownersSoFar(Database &database, const Lead &lead)
{
    std::vector<PersonId> owners{lead.owner};
    Query q = database.query(kOwners);
    q.bind(1, lead.id);
    while (q.next()) {
        q.read(0, owners.emplace_back());
        q.read(1, owners.emplace_back());
    }
    if (auto done = q.done(); !done)
        return done.error();
    std::erase(owners, PersonId{});
    return owners;
}

Result<RouteLead> routeLeadOf(Database &database, const Lead &lead, bool afterHours)
{
    const auto wants = wantsOf(database, lead.id);
    if (!wants)
        return wants.error();
    RouteLead asked;
    asked.source = lead.source;
    asked.type = lead.type;
    asked.afterHours = afterHours;
    if (!wants->empty()) {
        asked.status = wants->front().status;
        asked.make = wants->front().make;
    }
    return asked;
}

} // namespace updesk
