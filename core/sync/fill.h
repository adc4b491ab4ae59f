// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/fillplan.h"
#include "core/sync/pg.h"
#include "core/sync/remote.h"

#include <map>
#include <set>

namespace updesk
{

/// Marks a file that has just joined: its rows come in bulk. Again, when the server changed under a fill that was not
/// done.
Result<void> beginFill(Transaction &tx);
/// Where the file stands; Done also in one that never had to be filled.
Result<FillPass> fillPass(Database &database);
/// How many rows have come in bulk so far.
Result<qint64> filledRows(Database &database);

/// Brings a store's rows into a joined file by COPY, in slices of a table from the newest number down. A bookmark
/// stands behind every slice, so that what is cut off, also by the end of the program, goes on where it stood. The
/// feed's number is read once, before the first row: a row that changes meanwhile leaves the range and comes by pull
/// from there.
class Fill
{
public:
    /// `slice`: rows between two bookmarks; 0: as suits the table.
    Fill(Pg &pg, Database &database, int store, FillTold told = {}, int slice = 0);
    /// Until the desk is usable, then for about `patience` more; each time over one snapshot of the server.
    Result<Filled> run(Time patience = 5 * kSecond);

private:
    struct Slice {
        const Table *table;
        int feed;
        qint64 from, to; ///< numbers above `from`, up to `to`
    };
    Result<void> open();
    Result<void> readColumns();
    Result<void> readTerms();
    Result<void> keepTerms(const std::map<int, qint64> &feeds);
    Result<bool> stretch(const QDeadlineTimer &end);
    Result<bool> fillTable(const Table &table, const QDeadlineTimer &end);
    Result<Slice> sliceBelow(const Table &table, int feed, qint64 top);
    Result<void> fillSliceOf(const Slice &slice);
    Result<void> write(const Slice &slice, class CopyReader &reader);
    Result<void> derive(const Slice &slice, std::span<const Id> rows);
    Result<void> setBookmark(const Slice &slice);
    Result<void> endPass();
    Result<void> deriveChanged();
    int feedOf(const Table &table) const { return table.feed == Feed::Group ? 0 : m_store; }
    bool alone() const { return m_terms.pass == FillPass::Work && !m_used; }

    Pg &m_pg;
    Database &m_database; ///< whose derivations are made
    std::unique_ptr<Database> m_bulk; ///< the same file without them
    int m_store;
    FillTold m_told;
    int m_slice;
    FillTerms m_terms;
    std::map<QByteArray, std::set<QByteArray>> m_there; ///< tables of the server, which may be older, and their columns
    std::map<int, qint64> m_first;
    bool m_used = false; ///< the file held rows before: somebody may be at work in it
    qint64 m_rows = 0;
    QByteArray m_lines; ///< rows that are not written yet, one behind the other
    std::vector<qsizetype> m_ends;
    std::vector<Id> m_ids; ///< of the slice
    Hlc m_clock = 0;
};

} // namespace updesk
