// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/alone.h"

#include "core/store/climb.h"

#include <QFileInfo>

#include <sqlite3.h>

namespace updesk
{

static constexpr int kPatience = 2000; // ms

Alone::Alone(const QString &path) : m_climbing(climbLock(path)) { }

Alone::~Alone()
{
    if (m_handle)
        sqlite3_close_v2(m_handle); // with it go its locks
}

// A connection that uses the write-ahead log shares the file for as long as it lives, reading or not.
static bool lockAll(sqlite3 *handle)
{
    sqlite3_file *file = nullptr;
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!file || !file->pMethods)
        return false;
    for (const int lock : {SQLITE_LOCK_SHARED, SQLITE_LOCK_RESERVED, SQLITE_LOCK_EXCLUSIVE}) {
        if (file->pMethods->xLock(file, lock) != SQLITE_OK) {
            file->pMethods->xUnlock(file, SQLITE_LOCK_NONE);
            return false;
        }
    }
    return true;
}

Result<void> Alone::take(const QString &path)
{
    if (auto taken = takeClimbLock(m_climbing, path, kPatience); !taken)
        return taken;
    if (!QFileInfo::exists(path))
        return {};
    const QByteArray name = QFileInfo(path).absoluteFilePath().toUtf8();
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(name.constData(), &m_handle, flags, nullptr) != SQLITE_OK)
        return Error{Error::Code::Denied, path, QString::fromUtf8(sqlite3_errmsg(m_handle))};
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (sqlite3_db_readonly(m_handle, "main") == 1)
        return Error{Error::Code::Denied, path, QStringLiteral("read_only")};
    if (!lockAll(m_handle))
        return Error{Error::Code::Busy, path, QStringLiteral("in_use")};
    return {};
}

Result<std::unique_ptr<Alone>> Alone::with(const QString &path)
{
    std::unique_ptr<Alone> alone(new Alone(path));
    if (auto taken = alone->take(path); !taken)
        return taken.error();
    return alone;
}

} // namespace updesk
