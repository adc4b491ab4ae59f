// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/longread.h"

#include <sqlite3.h>

namespace updesk
{

static constexpr int kSteps = 500; // of SQLite's machine between two looks: far below a millisecond

LongRead::LongRead(Database &database, int after, std::function<void()> tell)
    : m_database(database), m_after(after), m_tell(std::move(tell))
{
    m_since.start();
    sqlite3_progress_handler(m_database.handle(), kSteps, &LongRead::look, this);
}

LongRead::~LongRead() { sqlite3_progress_handler(m_database.handle(), 0, nullptr, nullptr); }

int LongRead::look(void *self)
{
    auto *read = static_cast<LongRead *>(self);
    if (!read->m_told && read->m_since.elapsed() >= read->m_after) {
        read->m_told = true;
        read->m_tell();
    }
    return 0; // go on
}

} // namespace updesk
