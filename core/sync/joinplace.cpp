// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/joinplace.h"

#include "core/store/alone.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace updesk
{

static constexpr const char *kLogs[] = {"-wal", "-shm", "-journal"};

Result<bool> holdsStore(Database &database)
{
    for (const Table *table : database.setup().tables) {
        Query q = database.once(QByteArray("SELECT 1 FROM ") + table->name + " LIMIT 1");
        const bool any = q.next();
        if (auto done = q.done(); !done)
            return done.error();
        if (any)
            return true;
    }
    const auto store = database.state("store");
    if (!store)
        return store.error();
    return *store != 0;
}

void removeStore(const QString &file)
{
    QFile::remove(file);
    for (const char *end : kLogs)
        QFile::remove(file + QLatin1String(end));
}

Result<void> readyPlace(const QString &path)
{
    if (QFile::exists(path))
        return Error{Error::Code::Duplicate, QStringLiteral("rows"), {}};
    for (const char *end : kLogs) {
        if (const QString log = path + QLatin1String(end); QFile::exists(log))
            return Error{Error::Code::Duplicate, log, {}};
    }
    const QString folder = QFileInfo(path).absolutePath();
    return QDir().mkpath(folder) ? Result<void>() : Error{Error::Code::NotFound, folder, {}};
}

static Result<void> holdsNothing(const QString &path, const Database::Setup &setup)
{
    const auto database = Database::open(path, setup); // one that was cut off while it was made is made whole
    const auto holds = database ? holdsStore(**database) : Result<bool>(database.error());
    const auto joined = holds ? (*database)->state("joined") : Result<qint64>(holds.error());
    if (!joined)
        return joined.error();
    if (*holds)
        return Error{
            Error::Code::Duplicate, QStringLiteral("rows"), *joined != 0 ? QStringLiteral("of_a_server") : QString()};
    return {};
}

Result<void> clearEmpty(const QString &path, const Database::Setup &setup)
{
    if (auto nothing = holdsNothing(path, setup); !nothing)
        return nothing;
    const auto alone = Alone::with(path); // somebody may be about to key the first lead into it
    if (!alone)
        return alone.error();
    removeStore(path);
    return {};
}

} // namespace updesk
