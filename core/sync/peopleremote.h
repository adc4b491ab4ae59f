// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/join.h"
#include "core/sync/lease.h"
#include "core/sync/login.h"
#include "core/sync/syncer.h"

namespace updesk
{

/// Somebody whose deeds wait because the server does not let the login in.
struct Absence {
    PersonId person;
    QString login;
    Error error; ///< Denied (subject password, login, store, person) or Busy (subject connections)
    Time since = 0;
    bool operator==(const Absence &other) const
    {
        return person == other.person && login == other.login && error.code == other.error.code
            && error.subject == other.error.subject && since == other.since;
    }
};

/// Who is signed in at this desk, and whom of them the server does not let in. Outlives every PeopleRemote that works
/// with it and stays on the thread of the connections; the window sends it values.
class DeskLogins
{
public:
    /// The first one signed in is the first to be asked for a connection that reads.
    explicit DeskLogins(std::vector<Login> logins = {}) : m_logins(std::move(logins)) { }
    /// Signs in, or again with another password: whoever was absent is tried again.
    void signIn(const Login &login);
    void signOut(PersonId person); ///< the person's later deeds wait
    /// The person has the desk and is asked first for a connection that reads, so that one whom the server shuts out is
    /// known at once. False: it was so before, or nobody such is signed in.
    bool seat(PersonId person);
    const Login *find(PersonId person) const; ///< nullptr: not signed in here
    const std::vector<Login> &all() const { return m_logins; }

    /// Whose login holds the lease on the automation; null: nobody's here.
    PersonId host() const { return m_host; }
    void setHost(PersonId person) { m_host = person; }

    const std::vector<Absence> &absent() const { return m_absent; }
    bool isAbsent(PersonId person, Time now) const; ///< false again after a while: an account may be opened again
    void markAbsent(const Login &login, const Error &error, Time now);
    void markPresent(PersonId person);

private:
    std::vector<Login> m_logins;
    std::vector<Absence> m_absent;
    PersonId m_host;
};

/// The shared server as a desk sees it at which several people work: each person's deeds go over that person's own
/// connection, opened when there is something to send. One more thing is read over whichever connection stands, or
/// over that of the first who is let in: hello, feeds and rows. Deeds of the desk's own program go over the
/// connection of whoever hosts, of whom the server takes what the program saw, or else over the same. What somebody
/// asks for, older history, comes over that person's own.
///
/// Somebody who is not let in (password changed, account closed, no member of the store any more) becomes an Absence:
/// speaksFor() is then false, so these deeds wait and those of the others go on. When nobody is let in the calls fail
/// with what the first was told; when the server cannot be reached, with Offline, after one try.
class PeopleRemote final : public Remote
{
public:
    /// All outlive the remote. `place.login` and `place.person` are not used: `logins` says who there is.
    PeopleRemote(const ServerPlace &place, DeskLogins &logins, const Database &tables, const Clock &clock);

    Result<Hello> hello(int schema) override;
    Result<std::vector<Answer>> push(PersonId who, std::span<const OutDeed> deeds) override;
    Result<Page> pull(int feed, qint64 after, int limit) override;
    Result<std::map<int, qint64>> feeds() override;
    Result<std::set<Id>> knows(std::span<const Id> deeds) override;
    Result<Filled> fill(Database &database, const FillTold &told) override;
    Result<OlderScope> olderScope(PersonId who, std::span<const Id> records, Time before) override;
    Result<Page> older(PersonId who, const OlderAsk &ask) override;
    Result<Overlaps> overlaps(PersonId who, qint64 after) override;
    bool speaksFor(PersonId who) const override;
    std::vector<PersonId> people() const override;
    bool maySend(const OutDeed &deed) const override;
    void setHost(const HostState &host) override;
    Result<std::optional<Time>> unhosted() override;
    Result<bool> settle(const SendNote &note) override; ///< over that of whoever may
    Result<QJsonObject> here(const QJsonObject &words) override;
    Result<bool> nightWork() override;
    int connections() const { return int(m_open.size()); }

private:
    Result<PgRemote *> of(const Login &login);
    Result<PgRemote *> reader();
    Result<PgRemote *> forProgram(const OutDeed &deed);
    template <class Ask>
    auto askFor(PersonId who, Ask &&ask) -> decltype(ask(std::declval<PgRemote &>()));

    ServerPlace m_place;
    DeskLogins &m_logins;
    const Database &m_tables;
    const Clock &m_clock;
    std::map<PersonId, std::unique_ptr<PgRemote>> m_open;
    HostState m_host;
};

/// As the desk's rows have it; empty: it does not know the person.
Result<QString> nameOf(Database &database, PersonId person);

/// For a worker: makes a PeopleRemote of those who are signed in, on the worker's thread. NotFound (subject login):
/// nobody is. `clock` outlives it.
std::function<Syncer::Connect(Database &)> peopleWay(
    const ServerPlace &place, std::shared_ptr<DeskLogins> logins, const Clock &clock);

/// For the lease: a connection of the first login here that may host, with `logins` told whose it is. NotFound (subject
/// login): nobody is signed in; Denied (subject right): none of them may.
Lease::Connect hostConnection(const ServerPlace &place, std::shared_ptr<DeskLogins> logins);

/// Whose changes wait at this desk because the person is not signed in here or is not let in.
struct WaitingPerson {
    PersonId person;
    QString name; ///< empty: the desk does not know the person
    qint64 deeds = 0, ops = 0; ///< with those that wait behind them
    Time oldest = 0;
};
Result<std::vector<WaitingPerson>> waitingPeople(Database &database); ///< who has waited longest first

} // namespace updesk
