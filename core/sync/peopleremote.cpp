// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/peopleremote.h"

namespace updesk
{

static constexpr Time kTryAgain = 5 * kMinute; // an account may be opened again, or a colleague's session end

void DeskLogins::signIn(const Login &login)
{
    markPresent(login.person);
    const auto known = std::ranges::find(m_logins, login.person, &Login::person);
    if (known != m_logins.end())
        *known = login;
    else
        m_logins.push_back(login);
}

void DeskLogins::signOut(PersonId person)
{
    std::erase_if(m_logins, [person](const Login &one) { return one.person == person; });
    markPresent(person);
}

bool DeskLogins::seat(PersonId person)
{
    const auto known = std::ranges::find(m_logins, person, &Login::person);
    if (known == m_logins.end() || known == m_logins.begin())
        return false;
    std::rotate(m_logins.begin(), known, known + 1);
    return true;
}

const Login *DeskLogins::find(PersonId person) const
{
    const auto found = std::ranges::find(m_logins, person, &Login::person);
    return found == m_logins.end() ? nullptr : &*found;
}

bool DeskLogins::isAbsent(PersonId person, Time now) const
{
    const auto found = std::ranges::find(m_absent, person, &Absence::person);
    return found != m_absent.end() && now - found->since < kTryAgain && now >= found->since;
}

void DeskLogins::markAbsent(const Login &login, const Error &error, Time now)
{
    markPresent(login.person);
    m_absent.push_back({login.person, login.login, error, now});
}

void DeskLogins::markPresent(PersonId person)
{
    std::erase_if(m_absent, [person](const Absence &one) { return one.person == person; });
}

PeopleRemote::PeopleRemote(const ServerPlace &place, DeskLogins &logins, const Database &tables, const Clock &clock)
    : m_place(place), m_logins(logins), m_tables(tables), m_clock(clock)
{
}

// Of this one person, and not of the server or the way to it.
static bool isOfThePerson(const Error &error)
{
    static constexpr const char *kSubjects[] = {"password", "login", "store", "person", "right"};
    if (error.code == Error::Code::Busy)
        return error.subject == QLatin1String("connections");
    return error.code == Error::Code::Denied
        && std::ranges::any_of(kSubjects, [&](const char *one) { return error.subject == QLatin1String(one); });
}

// Row security answers somebody who is no member with nothing at all, which would look like "no news".
static std::optional<Error> membershipFault(Pg &pg, int store, PersonId person)
{
    const auto all = membershipsOf(pg);
    if (!all)
        return all.error();
    const auto here = std::ranges::find(*all, store, &Membership::store);
    if (here == all->end())
        return Error{Error::Code::Denied, QStringLiteral("store"), {}};
    if (here->person != person)
        return Error{Error::Code::Denied, QStringLiteral("person"), {}};
    return std::nullopt;
}

Result<PgRemote *> PeopleRemote::of(const Login &login)
{
    if (const auto open = m_open.find(login.person); open != m_open.end())
        return open->second.get();
    ServerPlace place = m_place;
    place.login = login.login;
    place.person = login.person;
    auto remote = connectTo(place, login.password, m_tables);
    auto fault = remote ? membershipFault((*remote)->connection(), place.store, login.person) : remote.error();
    if (!fault) {
        m_logins.markPresent(login.person);
        (*remote)->setHost(m_host);
        return (m_open[login.person] = std::move(*remote)).get();
    }
    if (isOfThePerson(*fault))
        m_logins.markAbsent(login, *fault, m_clock.now());
    return *fault;
}

Result<PgRemote *> PeopleRemote::reader()
{
    std::erase_if(m_open, [this](const auto &one) { return !m_logins.find(one.first); });
    for (const Login &login : m_logins.all()) {
        if (const auto open = m_open.find(login.person); open != m_open.end())
            return open->second.get();
    }
    const Time now = m_clock.now();
    for (const Login &login : m_logins.all()) {
        if (m_logins.isAbsent(login.person, now))
            continue;
        const auto remote = of(login);
        if (remote || !m_logins.isAbsent(login.person, now))
            return remote;
    }
    for (const Absence &absence : m_logins.absent()) {
        if (m_logins.find(absence.person))
            return absence.error;
    }
    return Error{Error::Code::Denied, QStringLiteral("login"), QStringLiteral("nobody_signed_in")};
}

// What the program did goes over the host's way, and what it did at anybody's desk over another's where the host may
// not send it now: a login that only hosts sends nothing while another desk does.
Result<PgRemote *> PeopleRemote::forProgram(const OutDeed &deed)
{
    const Login *host = m_logins.find(m_logins.host());
    if (host && deed.epoch > 0)
        return of(*host);
    std::vector<const Login *> ways;
    if (host)
        ways.push_back(host);
    for (const Login &login : m_logins.all())
        ways.push_back(&login);
    for (const Login *login : ways) {
        if (m_logins.isAbsent(login->person, m_clock.now()))
            continue;
        const auto remote = of(*login);
        if (remote && (*remote)->maySend(deed))
            return remote;
    }
    return reader();
}

Result<Hello> PeopleRemote::hello(int schema)
{
    const auto remote = reader();
    return remote ? (*remote)->hello(schema) : remote.error();
}

// A session that the server ended may mean that the person was shut out: asking once tells. Everything else about a
// lost connection is for the caller, who says hello again.
Result<std::vector<Answer>> PeopleRemote::push(PersonId who, std::span<const OutDeed> deeds)
{
    const Login *own = m_logins.find(who);
    if (!who.isNull() && !own)
        return Error{Error::Code::Denied, QStringLiteral("login"), QStringLiteral("not_signed_in")};
    const auto remote = own ? of(*own) : deeds.empty() ? reader() : forProgram(deeds.front());
    if (!remote)
        return remote.error();
    auto answers = (*remote)->push(who, deeds);
    if (answers)
        return answers;
    Error fault = answers.error();
    if (fault.subject == QLatin1String("right")) {
        // Of these deeds, unless the store is closed to the person, whom the others then do without.
        if (const auto shut = membershipFault((*remote)->connection(), m_place.store, (*remote)->person()))
            fault = *shut;
        else
            return answers;
    }
    const bool lost = fault.code == Error::Code::Offline;
    if (!lost && !isOfThePerson(fault))
        return answers;
    const auto broken = std::ranges::find_if(m_open, [&](const auto &one) { return one.second.get() == *remote; });
    const Login login = *m_logins.find(broken->first);
    m_open.erase(broken);
    if (!lost)
        m_logins.markAbsent(login, fault, m_clock.now());
    else if (const auto again = of(login); !again && m_logins.isAbsent(login.person, m_clock.now()))
        return again.error();
    else
        m_open.erase(login.person);
    return answers;
}

Result<Page> PeopleRemote::pull(int feed, qint64 after, int limit)
{
    const auto remote = reader();
    return remote ? (*remote)->pull(feed, after, limit) : remote.error();
}

Result<Filled> PeopleRemote::fill(Database &database, const FillTold &told)
{
    const auto remote = reader();
    return remote ? (*remote)->fill(database, told) : remote.error();
}

Result<std::set<Id>> PeopleRemote::knows(std::span<const Id> deeds)
{
    const auto remote = reader();
    return remote ? (*remote)->knows(deeds) : remote.error();
}

// A connection that broke is let go of, so that asking again opens another.
template <class Ask>
auto PeopleRemote::askFor(PersonId who, Ask &&ask) -> decltype(ask(std::declval<PgRemote &>()))
{
    const Login *own = m_logins.find(who);
    if (!who.isNull() && !own)
        return Error{Error::Code::NotFound, QStringLiteral("login"), {}};
    const auto remote = own ? of(*own) : reader();
    if (!remote)
        return remote.error();
    auto answer = ask(**remote);
    if (!answer && answer.error().code == Error::Code::Offline)
        std::erase_if(m_open, [&](const auto &one) { return one.second.get() == *remote; });
    return answer;
}

Result<OlderScope> PeopleRemote::olderScope(PersonId who, std::span<const Id> records, Time before)
{
    return askFor(who, [&](PgRemote &remote) { return remote.olderScope(who, records, before); });
}

Result<Page> PeopleRemote::older(PersonId who, const OlderAsk &ask)
{
    return askFor(who, [&](PgRemote &remote) { return remote.older(who, ask); });
}

Result<Overlaps> PeopleRemote::overlaps(PersonId who, qint64 after)
{
    return askFor(who, [&](PgRemote &remote) { return remote.overlaps(who, after); });
}

Result<std::map<int, qint64>> PeopleRemote::feeds()
{
    const auto remote = reader();
    return remote ? (*remote)->feeds() : remote.error();
}

bool PeopleRemote::speaksFor(PersonId who) const
{
    const Time now = m_clock.now();
    if (!who.isNull())
        return m_logins.find(who) && !m_logins.isAbsent(who, now);
    return std::ranges::any_of(m_logins.all(), [&](const Login &one) { return !m_logins.isAbsent(one.person, now); });
}

std::vector<PersonId> PeopleRemote::people() const
{
    std::vector<PersonId> all;
    for (const Login &login : m_logins.all()) {
        if (speaksFor(login.person))
            all.push_back(login.person);
    }
    return all;
}

bool PeopleRemote::maySend(const OutDeed &deed) const
{
    if (!speaksFor(deed.who))
        return false;
    if (deed.who.isNull()) // somebody's way that is still to be opened may take it
        return m_open.size() < m_logins.all().size()
            || std::ranges::any_of(m_open, [&deed](const auto &one) { return one.second->maySend(deed); });
    const auto open = m_open.find(deed.who);
    return open == m_open.end() || open->second->maySend(deed);
}

void PeopleRemote::setHost(const HostState &host)
{
    m_host = host;
    for (const auto &[person, remote] : m_open)
        remote->setHost(host);
}

Result<std::optional<Time>> PeopleRemote::unhosted()
{
    const auto remote = reader();
    return remote ? (*remote)->unhosted() : remote.error();
}

// Not every login here may host, and the one that was host when the message left may not be the one that is now.
Result<bool> PeopleRemote::settle(const SendNote &note)
{
    const std::vector<Login> logins = m_logins.all();
    for (const Login &login : logins) {
        if (m_logins.isAbsent(login.person, m_clock.now()))
            continue;
        const auto remote = of(login);
        if (!remote && m_logins.isAbsent(login.person, m_clock.now()))
            continue;
        const auto settled = remote ? (*remote)->settle(note) : Result<bool>(remote.error());
        if (!settled || *settled)
            return settled;
    }
    return false;
}

Result<QJsonObject> PeopleRemote::here(const QJsonObject &words)
{
    const auto remote = reader();
    return remote ? (*remote)->here(words) : remote.error();
}

// Over the connection whose login has the lease.
Result<bool> PeopleRemote::nightWork()
{
    const Login *host = m_logins.find(m_logins.host());
    if (!host || !m_host.mayAct())
        return false;
    const auto remote = of(*host);
    return remote ? (*remote)->nightWork() : remote.error();
}

// Where nobody is let in all knock again: whoever connects anew does so ever more rarely, and an account that was
// opened again is needed at once.
static void tryAllAgain(DeskLogins &logins, Time now)
{
    const std::vector<Login> &all = logins.all();
    if (!std::ranges::all_of(all, [&](const Login &one) { return logins.isAbsent(one.person, now); }))
        return;
    for (const Login &one : all)
        logins.markPresent(one.person);
}

std::function<Syncer::Connect(Database &)> peopleWay(
    const ServerPlace &place, std::shared_ptr<DeskLogins> logins, const Clock &clock)
{
    return [place, logins, &clock](Database &database) -> Syncer::Connect {
        return [&database, place, logins, &clock]() -> Result<std::unique_ptr<Remote>> {
            if (logins->all().empty())
                return Error{Error::Code::NotFound, QStringLiteral("login"), {}};
            tryAllAgain(*logins, clock.now());
            return std::unique_ptr<Remote>(std::make_unique<PeopleRemote>(place, *logins, database, clock));
        };
    };
}

Lease::Connect hostConnection(const ServerPlace &place, std::shared_ptr<DeskLogins> logins)
{
    return [place, logins]() -> Result<std::unique_ptr<Pg>> {
        Error error{Error::Code::NotFound, QStringLiteral("login"), {}};
        for (const Login &login : logins->all()) {
            Pg::Options options = optionsOf(place, login.login, login.password);
            options.patience = Lease::kEvery;
            auto pg = Pg::open(options);
            if (!pg) {
                error = pg.error();
                continue;
            }
            const auto may = (*pg)->query("SELECT pg_has_role(session_user, 'updesk_auto', 'MEMBER')");
            if (may && may->flag(0, 0)) {
                logins->setHost(login.person);
                return pg;
            }
            error = may ? Error{Error::Code::Denied, QStringLiteral("right"), {}} : may.error();
        }
        return error;
    };
}

Result<QString> nameOf(Database &database, PersonId person)
{
    Query q = database.query("SELECT name FROM person WHERE id=?1 AND deleted=0");
    q.bind(1, person);
    const QString name = q.next() ? q.text(0) : QString();
    if (auto done = q.done(); !done)
        return done.error();
    return name;
}

Result<std::vector<WaitingPerson>> waitingPeople(Database &database)
{
    // 2: Waiting, 3: Behind; an earlier one of the same person makes the later ones wait.
    Query q = database.query(
        "SELECT d.who, ifnull(p.name,''), count(*), sum(json_array_length(d.ops)), min(d.hlc) FROM stuck s"
        " JOIN deed d ON d.n=s.n LEFT JOIN person p ON p.id=d.who WHERE d.who IS NOT NULL AND (s.state=2 OR (s.state=3"
        " AND d.who IN (SELECT e.who FROM stuck t JOIN deed e ON e.n=t.n WHERE t.state=2)))"
        " GROUP BY d.who ORDER BY min(d.hlc)");
    std::vector<WaitingPerson> all;
    while (q.next())
        all.push_back({PersonId{q.id(0)}, q.text(1), q.number(2), q.number(3), timeOf(q.number(4))});
    if (auto done = q.done(); !done)
        return done.error();
    return all;
}

} // namespace updesk
