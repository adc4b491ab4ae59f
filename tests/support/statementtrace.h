// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <sqlite3.h>

#include <map>
#include <vector>

namespace updesk
{

/// Counts the statements that one connection runs, by their SQL, for as long as it lives. One at a time a Database.
class StatementTrace
{
public:
    explicit StatementTrace(Database &database) : m_handle(database.handle())
    {
        sqlite3_trace_v2(m_handle, SQLITE_TRACE_STMT, &StatementTrace::begun, this);
    }
    StatementTrace(const StatementTrace &) = delete;
    StatementTrace &operator=(const StatementTrace &) = delete;
    ~StatementTrace() { sqlite3_trace_v2(m_handle, 0, nullptr, nullptr); }

    int count() const { return m_count; }
    const std::map<QByteArray, int> &statements() const { return m_statements; }
    /// Those that ran while no transaction was open, without the BEGINs.
    const std::vector<QByteArray> &outside() const { return m_outside; }
    void reset()
    {
        m_count = 0;
        m_statements.clear();
        m_outside.clear();
    }

private:
    static int begun(unsigned, void *self, void *statement, void *)
    {
        auto *trace = static_cast<StatementTrace *>(self);
        ++trace->m_count;
        const QByteArray sql = sqlite3_sql(static_cast<sqlite3_stmt *>(statement));
        ++trace->m_statements[sql];
        if (sqlite3_get_autocommit(trace->m_handle) != 0 && !sql.startsWith("BEGIN"))
            trace->m_outside.push_back(sql);
        return 0;
    }
    sqlite3 *m_handle;
    int m_count = 0;
    std::map<QByteArray, int> m_statements;
    std::vector<QByteArray> m_outside;
};

} // namespace updesk
