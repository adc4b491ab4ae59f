// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <sqlite3.h>

namespace updesk
{

/// Counts the commits of one connection that wrote something, for as long as it lives: a verb is one commit.
/// One at a time a Database.
class CommitCount
{
public:
    explicit CommitCount(Database &database) : m_handle(database.handle())
    {
        sqlite3_commit_hook(m_handle, &CommitCount::committed, this);
    }
    CommitCount(const CommitCount &) = delete;
    CommitCount &operator=(const CommitCount &) = delete;
    ~CommitCount() { sqlite3_commit_hook(m_handle, nullptr, nullptr); }

    int count() const { return m_count; }
    void reset() { m_count = 0; }

private:
    static int committed(void *self)
    {
        ++static_cast<CommitCount *>(self)->m_count;
        return 0;
    }
    sqlite3 *m_handle;
    int m_count = 0;
};

} // namespace updesk
