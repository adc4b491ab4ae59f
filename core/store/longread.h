// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QElapsedTimer>

#include <functional>

namespace updesk
{

/// While it lives, reads of this connection are watched: once they have gone on for `after` ms, `tell` is called in
/// their midst, once. It may not use the database. One at a time; for a thread that shows something and waits.
class LongRead
{
public:
    LongRead(Database &database, int after, std::function<void()> tell);
    ~LongRead();
    LongRead(const LongRead &) = delete;
    LongRead &operator=(const LongRead &) = delete;
    bool isTold() const { return m_told; }

private:
    static int look(void *self);
    Database &m_database;
    int m_after;
    std::function<void()> m_tell;
    QElapsedTimer m_since;
    bool m_told = false;
};

} // namespace updesk
