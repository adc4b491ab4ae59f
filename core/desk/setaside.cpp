// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/setaside.h"

#include "core/base/durable.h"
#include "core/store/alone.h"
#include "core/store/copies.h"
#include "core/store/transaction.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringList>

namespace updesk
{

// A name under which nothing lies, beside it either: a log that was left there would be played into the file.
static QString freeName(const QString &path, Time now)
{
    const QString day = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).date().toString(Qt::ISODate);
    const QDir folder = QFileInfo(path).absoluteDir();
    QString name = path + QStringLiteral(".aside-") + day;
    for (int n = 2; !folder.entryList({QFileInfo(name).fileName() + u'*'}).isEmpty(); ++n)
        name = path + QStringLiteral(".aside-%1-%2").arg(day).arg(n);
    return name;
}

// The file itself goes last: as long as it is there nothing new is made in its place.
static QStringList partsOf(const QString &path)
{
    const QFileInfo file(path);
    const QString name = file.fileName();
    QStringList parts;
    for (const QString &one :
        file.absoluteDir().entryList(
            QStringList{name + QStringLiteral("-wal"), name + QStringLiteral("-shm"), name + QStringLiteral("-journal")}
                + copyPatterns(name),
            QDir::Files))
        parts << one.mid(name.size());
    if (QFile::exists(path))
        parts << QString();
    return parts;
}

// A log that lies under another name than its file is lost to it. So what is meant is written down before the first
// part goes, and whoever finds it so goes on.
static QString markOf(const QString &path) { return path + QStringLiteral(".setting-aside"); }

static bool markAside(const QString &path, const QString &name)
{
    QSaveFile mark(markOf(path));
    const QByteArray said = QFileInfo(name).fileName().toUtf8();
    const bool written = mark.open(QIODevice::WriteOnly) && mark.write(said) == said.size() && mark.commit();
    if (written)
        (void)forceToDisk(QFileInfo(path).absolutePath());
    return written;
}

static void unmark(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    (void)forceToDisk(folder); // under either name it is whole
    step("aside moved all");
    QFile::remove(markOf(path));
    (void)forceToDisk(folder);
    step("aside unmarked");
}

static bool move(const QString &from, const QString &to)
{
    for (const QString &part : partsOf(from)) {
        if (!QFile::rename(from + part, to + part))
            return false;
        step("aside moved one");
    }
    return true;
}

static Result<void> moveAside(const QString &path, const QString &name)
{
    const bool moved = move(path, name);
    if (moved || move(name, path))
        unmark(path);
    return moved ? Result<void>() : Error{Error::Code::Denied, path, {}};
}

Result<QString> setFileAside(const QString &path, Time now)
{
    if (!QFile::exists(path))
        return Error{Error::Code::NotFound, path, {}};
    const auto alone = Alone::with(path);
    if (!alone)
        return alone.error();
    const QString name = freeName(path, now);
    if (!markAside(path, name))
        return Error{Error::Code::Denied, path, {}};
    step("aside marked");
    if (auto moved = moveAside(path, name); !moved)
        return moved.error();
    return name;
}

Result<void> finishSettingAside(const QString &path)
{
    if (!QFile::exists(markOf(path)))
        return {};
    const auto alone = Alone::with(path);
    if (!alone)
        return alone.error();
    QFile mark(markOf(path));
    if (!mark.open(QIODevice::ReadOnly)) // another program was quicker
        return mark.exists() ? Error{Error::Code::Denied, path, {}} : Result<void>();
    const QString name = QFileInfo(path).absoluteDir().filePath(QString::fromUtf8(mark.readAll()));
    mark.close();
    return moveAside(path, name);
}

} // namespace updesk
