// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/filestamp.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#endif

namespace updesk
{

#ifdef Q_OS_UNIX
static FileStamp stampOf(const struct stat &s)
{
    constexpr qint64 kSecondInNs = 1'000'000'000;
    return {quint64(s.st_dev), quint64(s.st_ino), qint64(s.st_size),
        qint64(s.st_mtim.tv_sec) * kSecondInNs + qint64(s.st_mtim.tv_nsec)};
}

FileStamp stampOf(const QString &path)
{
    struct stat s = {};
    return ::lstat(QFile::encodeName(path).constData(), &s) == 0 ? stampOf(s) : FileStamp{};
}

FileStamp stampOf(const QFile &open)
{
    struct stat s = {};
    return ::fstat(open.handle(), &s) == 0 ? stampOf(s) : FileStamp{};
}
#else
FileStamp stampOf(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() ? FileStamp{0, 0, file.size(), file.lastModified().toMSecsSinceEpoch() * 1'000'000}
                         : FileStamp{};
}

FileStamp stampOf(const QFile &open) { return stampOf(open.fileName()); }
#endif

// To another disk: the copy is whole before the file goes.
static bool copyToFreeName(const QString &from, const QString &to)
{
    QFile in(from), out(to);
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return false;
    bool whole = true;
    while (whole && !in.atEnd()) {
        const QByteArray part = in.read(1024 * 1024);
        whole = !part.isEmpty() && out.write(part) == part.size();
    }
    whole = whole && out.flush() && out.size() == in.size();
    out.close();
    if (whole && in.remove())
        return true;
    out.remove();
    return false;
}

bool moveToFreeName(const QString &from, const QString &to)
{
#ifdef Q_OS_LINUX
    const int moved = ::renameat2(
        AT_FDCWD, QFile::encodeName(from).constData(), AT_FDCWD, QFile::encodeName(to).constData(), RENAME_NOREPLACE);
    if (moved == 0)
        return true;
    if (errno != EXDEV && errno != EINVAL && errno != ENOSYS)
        return false;
#endif
    return copyToFreeName(from, to);
}

} // namespace updesk
