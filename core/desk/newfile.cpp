// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/newfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <utility>

namespace updesk
{

NewFile::NewFile(const QString &path) : m_path(path), m_making(path + QStringLiteral(".making")) { }

NewFile::NewFile(NewFile &&other) noexcept
    : m_path(std::move(other.m_path)), m_making(std::exchange(other.m_making, {}))
{
}

static void removeAll(const QString &path)
{
    for (const char *end : {"", "-wal", "-shm", "-journal"})
        QFile::remove(path + QLatin1String(end));
}

NewFile::~NewFile()
{
    if (!m_making.isEmpty())
        removeAll(m_making);
}

Result<NewFile> NewFile::at(const QString &path)
{
    // A log left beside a file that is gone would be played into the new one.
    for (const char *end : {"", "-wal", "-shm", "-journal"}) {
        if (const QString there = path + QLatin1String(end); QFileInfo::exists(there))
            return Error{Error::Code::Duplicate, there, {}};
    }
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return Error{Error::Code::NotFound, QFileInfo(path).absolutePath(), {}};
    NewFile file(path);
    removeAll(file.m_making); // left by a making that was cut off
    return file;
}

// QFile::rename refuses to replace, so a file that appeared meanwhile stays.
Result<void> NewFile::keep()
{
    if (!QFile::rename(m_making, m_path))
        return Error{QFileInfo::exists(m_path) ? Error::Code::Duplicate : Error::Code::Failed, m_path, {}};
    m_making.clear();
    return {};
}

} // namespace updesk
