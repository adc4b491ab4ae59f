// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pg.h"
#include "core/sync/remote.h"

#include <QJsonObject>

namespace updesk
{

/// The shared PostgreSQL as a desk's Remote, over one person's connection.
class PgRemote final : public Remote
{
public:
    /// `tables` are the desk's; `desk` is the id that this file carries in the server's history; `person` whose login
    /// the connection is. Deeds of the desk's own program go over it too.
    PgRemote(std::unique_ptr<Pg> pg, const Database &tables, int store, const Id &desk, PersonId person);

    Result<Hello> hello(int schema) override;
    Result<std::vector<Answer>> push(PersonId who, std::span<const OutDeed> deeds) override;
    Result<Page> pull(int feed, qint64 after, int limit) override;
    Result<std::map<int, qint64>> feeds() override;
    Result<std::set<Id>> knows(std::span<const Id> deeds) override;
    Result<Filled> fill(Database &database, const FillTold &told) override;
    Result<OlderScope> olderScope(PersonId who, std::span<const Id> records, Time before) override;
    Result<Page> older(PersonId who, const OlderAsk &ask) override;
    Result<Overlaps> overlaps(PersonId who, qint64 after) override;
    bool speaksFor(PersonId who) const override { return who.isNull() || who == m_person; }
    std::vector<PersonId> people() const override { return {m_person}; }
    bool maySend(const OutDeed &deed) const override;
    void setHost(const HostState &host) override { m_host = host; }
    Result<std::optional<Time>> unhosted() override;
    Result<bool> settle(const SendNote &note) override;
    Result<QJsonObject> here(const QJsonObject &words) override;
    Result<bool> nightWork() override;
    Pg &connection() { return *m_pg; }
    PersonId person() const { return m_person; }

private:
    Result<void> planPull();
    Result<PgRows> rejectedAsFenced(const QByteArray &deeds);
    std::unique_ptr<Pg> m_pg;
    const Database &m_tables;
    int m_store;
    Id m_desk;
    PersonId m_person;
    HostState m_host;
    bool m_planned = false; ///< its pull has been made ready
    bool m_hostOnly = false; ///< a login that may write under a lease only
};

/// A row of this table as the server sends it, without the columns that this desk does not know; nothing: it is none.
std::optional<TakenRow> rowOf(const Table &table, const QJsonObject &json);

/// Which person a login is in which store, as the server has it.
struct Membership {
    int store = 0;
    PersonId person;
    QString role;
};
/// Denied when the login is a member of no store.
Result<std::vector<Membership>> membershipsOf(Pg &pg);

} // namespace updesk
