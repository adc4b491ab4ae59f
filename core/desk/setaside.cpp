// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/setaside.h"

#include "core/base/durable.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
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
        file.absoluteDir().entryList({name + QStringLiteral("-wal"), name + QStringLiteral("-shm"),
                                         name + QStringLiteral("-journal"), name + QStringLiteral(".version-*")},
            QDir::Files))
        parts << one.mid(name.size());
    return parts << QString();
}

Result<QString> setFileAside(const QString &path, Time now)
{
    if (!QFile::exists(path))
        return Error{Error::Code::NotFound, path, {}};
    const QString name = freeName(path, now);
    const QStringList parts = partsOf(path);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (QFile::rename(path + parts[i], name + parts[i]))
            continue;
        while (--i >= 0)
            (void)QFile::rename(name + parts[i], path + parts[i]);
        return Error{Error::Code::Denied, path, {}};
    }
    (void)forceToDisk(QFileInfo(path).absolutePath()); // under either name it is whole
    return name;
}

} // namespace updesk
