// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/copies.h"

#include "core/base/durable.h"
#include "core/store/transaction.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>

namespace updesk
{

static Result<void> copyTo(Database &database, const QString &part, const QString &backup)
{
    // Made beforehand, so that the copy of everybody's telephone numbers is read by no more people than the file.
    QFile empty(part);
    if (!empty.open(QIODevice::WriteOnly | QIODevice::Truncate)
        || !empty.setPermissions(QFile::permissions(database.path())))
        return Error{Error::Code::Denied, part, empty.errorString()};
    empty.close();
    if (auto copied = database.execute("VACUUM INTO '" + part.toUtf8().replace('\'', "''") + '\''); !copied)
        return copied;
    step("copied");
    std::error_code failed;
    // The name is only as durable as the folder, and SQLite does not wait for the disk when it writes a copy.
    if (forceToDisk(part))
        std::filesystem::rename(part.toStdU16String(), backup.toStdU16String(), failed); // replaces, never half
    else
        failed = std::make_error_code(std::errc::io_error);
    if (failed)
        return Error{Error::Code::Failed, backup, QString::fromStdString(failed.message())};
    (void)forceToDisk(QFileInfo(backup).absolutePath());
    step("backed up");
    return {};
}

Result<void> copyBeside(Database &database, const QString &copy)
{
    const QString part = copy + QStringLiteral(".part");
    auto copied = copyTo(database, part, copy);
    if (!copied)
        QFile::remove(part);
    return copied;
}

QStringList copyPatterns(const QString &name, const char *end)
{
    return {name + QStringLiteral(".version-*") + QLatin1String(end),
        name + QStringLiteral(".before-refill-*") + QLatin1String(end)};
}

QStringList copiesBeside(const QString &path, const char *end)
{
    const QFileInfo file(path);
    QStringList found;
    for (const QString &name : file.absoluteDir().entryList(copyPatterns(file.fileName(), end), QDir::Files))
        found << file.absoluteDir().filePath(name);
    return found;
}

} // namespace updesk
