// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

#include <set>

namespace updesk
{

/// The newest clock of a row's fields, so that an edit made after reading a value never loses to it.
inline constexpr char kNewestClock[] = "CASE WHEN c.fclk='{}' THEN 0 ELSE (SELECT max(e.value::bigint)"
                                       " FROM jsonb_each_text(c.fclk) e) END";

/// Reads rows of one table in the text form of COPY: id, store, seq, newest clock, then every column. One row is used
/// again and again, since a fill reads millions.
class CopyReader
{
public:
    /// `there`: the columns that the server has, where it may be older than this desk; nullptr: all of them.
    explicit CopyReader(const Table &table, const std::set<QByteArray> *there = nullptr);
    QByteArray columns() const; ///< what the SELECT names, of the alias c
    /// Damaged when the line is no such row. The row points into `line`.
    Result<void> read(QByteArrayView line);
    const TakenRow &row() const { return m_row; }
    Hlc clock() const { return m_clock; }

private:
    const Table &m_table;
    TakenRow m_row;
    Hlc m_clock = 0;
};

} // namespace updesk
