// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/joinplace.h"

#include "core/store/climb.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QStringList>

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

Result<void> removeStore(const QString &file)
{
    QStringList parts{file};
    for (const char *end : kLogs)
        parts << file + QLatin1String(end);
    for (const QString &part : parts) {
        if (!QFile::remove(part) && QFile::exists(part))
            return Error{Error::Code::Failed, part, QStringLiteral("not_removed")};
    }
    return {};
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

static Result<void> holdsNothing(Database &database)
{
    const auto holds = holdsStore(database);
    const auto joined = holds ? database.state("joined") : Result<qint64>(holds.error());
    if (!joined)
        return joined.error();
    if (*holds)
        return Error{
            Error::Code::Duplicate, QStringLiteral("rows"), *joined != 0 ? QStringLiteral("of_a_server") : QString()};
    return {};
}

static Result<void> leaveLog(Query q)
{
    const bool left = q.next() && q.text(0) == QLatin1String("delete");
    if (auto done = q.done(); !done)
        return done;
    return left ? Result<void>() : Error{Error::Code::Busy, {}, {}};
}

// Only the last connection can leave the write-ahead log; the lock then keeps all others out until this one closes.
static Result<void> haveAlone(Database &database)
{
    auto alone = leaveLog(database.once("PRAGMA journal_mode=DELETE"));
    if (alone)
        alone = database.execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT");
    const bool inUse = !alone && alone.error().code == Error::Code::Busy;
    return inUse ? Error{Error::Code::Busy, database.path(), QStringLiteral("in_use")} : alone;
}

Result<void> clearEmpty(const QString &path, const Database::Setup &setup)
{
    const auto database = Database::open(path, setup); // one that was cut off while it was made is made whole
    if (!database)
        return database.error();
    if (auto nothing = holdsNothing(**database); !nothing) // and is not written to
        return nothing;
    QLockFile climbing(climbLock(path));
    if (auto taken = takeClimbLock(climbing, path, int(setup.patience)); !taken)
        return taken;
    if (auto alone = haveAlone(**database); !alone)
        return alone;
    if ((*database)->isMoved()) // what lies there now is another's
        return Error{Error::Code::Busy, path, QString::fromLatin1(kFileMoved)};
    if (auto nothing = holdsNothing(**database); !nothing) // somebody may have keyed the first lead meanwhile
        return nothing;
    return removeStore(path);
}

} // namespace updesk
