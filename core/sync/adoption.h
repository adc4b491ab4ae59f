// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pgremote.h"

namespace updesk
{

/// A row with all its columns.
struct WholeRow {
    Id id;
    std::vector<Value> values;
    bool isRemoved() const { return values[0] != Value{qint64(0)}; }
};

/// The way of a store's rows to the server. A run that was broken off has left some of them there as they were then:
/// whoever comes again compares those, and sends what differs as changes.
class Adoption
{
public:
    /// Lacking: what the server has stays there as it is.
    enum class What : quint8 { All, Lacking };
    Adoption(Database &database, PgRemote &remote, int store, Time now, What what)
        : m_database(database), m_remote(remote), m_store(store), m_now(now), m_what(what)
    {
    }
    Result<qint64> takeUpAll();

private:
    using Rows = std::vector<const WholeRow *>;
    Result<qint64> takeUp(const Table &table);
    Id deedOf(const Id &row) const;
    Result<void> send(const Table &table, const std::vector<WholeRow> &rows);
    /// Gives those that an earlier run was refused; `there` are those that it brought.
    Result<Rows> put(const Table &table, const Rows &rows, bool anew, Rows &there);
    Result<void> sendChanges(const Table &table, const std::vector<OutDeed> &deeds);
    Result<void> bringUpToDate(const Table &table, const Rows &rows);
    Result<std::set<QByteArray>> columnsThere(const Table &table);
    Result<void> compare(const WholeRow &row, const TakenRow &read, std::vector<OutDeed> &changes);
    Result<void> settle(const Table &table, const WholeRow &row);
    Result<OutDeed> changeOf(const Table &table, const WholeRow &row, const WholeRow &there);
    Result<std::vector<Op>> moveOf(const Table &table, const Id &row, const Change &change);
    Result<Hlc> touched(const Id &row);
    Result<Id> mergedInto(const Id &customer);

    Database &m_database;
    PgRemote &m_remote;
    int m_store;
    Time m_now;
    What m_what;
    Rows m_unsettled; ///< messages of the batch that stand otherwise here
    std::optional<std::map<Id, Hlc>> m_touched;
};

} // namespace updesk
