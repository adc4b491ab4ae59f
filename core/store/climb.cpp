// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/climb.h"

#include "core/store/copies.h"
#include "core/store/transaction.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QtEndian>

#include <sqlite3.h>

#include <array>
#include <cstring>

namespace updesk
{

// Written into the file's header, so that somebody else's SQLite file is never taken for ours.
static constexpr qint64 kApplication = 0x5570446b; // "UpDk"

// In one statement, so that another program's first step cannot fall between two of them.
static constexpr char kMarks[] = "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)"
                                 " FROM pragma_user_version, pragma_application_id";

static Error damaged(const char *detail) { return {Error::Code::Damaged, {}, QString::fromLatin1(detail)}; }

// How long the file should be the pages of an encrypted one tell SQLite itself; only a torn one escapes it.
static Result<void> looksWholeEncrypted(Database &database)
{
    Query q = database.query("PRAGMA page_size");
    const qint64 unit = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done;
    const bool settled = QFileInfo(database.path() + QStringLiteral("-wal")).size() == 0;
    const qint64 length = QFileInfo(database.path()).size();
    if (settled && (unit <= 0 || length % unit != 0))
        return damaged("cut_off");
    return {};
}

// SQLite takes one byte for an empty file, and a last page that was cut for one that ends in zeros. Read through its
// own handle: closing another one on the same file would drop, as POSIX has it, every lock that this program holds
// there.
static Result<void> looksWhole(Database &database)
{
    if (database.isEncrypted())
        return looksWholeEncrypted(database);
    sqlite3_file *file = nullptr;
    sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!file || !file->pMethods)
        return Error{Error::Code::Denied, {}, QStringLiteral("unreadable")};
    const qint64 length = QFileInfo(database.path()).size();
    if (length == 0)
        return {};
    std::array<char, 100> head{};
    if (length < qint64(head.size()) || file->pMethods->xRead(file, head.data(), int(head.size()), 0) != SQLITE_OK
        || std::memcmp(head.data(), "SQLite format 3", 16) != 0)
        return damaged("no_sqlite_file");
    const auto number = [&head](size_t at) { return qint64(qFromBigEndian<quint32>(head.data() + at)); };
    const qint64 unit = qFromBigEndian<quint16>(head.data() + 16);
    const qint64 size = (unit == 1 ? 65536 : unit) * number(28);
    // What a write-ahead log still holds may be missing here; and only while these two agree does the count count.
    const bool settled = QFileInfo(database.path() + QStringLiteral("-wal")).size() == 0 && number(24) == number(92);
    if (settled && length < size)
        return damaged("cut_off");
    return {};
}

/// The file's version, 0 for one that is still to be made. Nothing is written.
static Result<qint64> versionOf(Database &database, Database::Open mode, qint64 newest)
{
    Query q = database.query(kMarks);
    const bool read = q.next();
    if (auto done = q.done(); !done)
        return done.error();
    const qint64 version = read ? q.number(0) : 0;
    const qint64 application = read ? q.number(1) : 0;
    const qint64 tables = read ? q.number(2) : 0;
    if (tables == 0 && application == 0 && version == 0)
        return mode == Database::Open::OrCreate ? Result<qint64>(0) : damaged("empty");
    if (application != kApplication)
        return damaged("not_ours");
    if (version <= 0 || tables == 0)
        return damaged("no_tables");
    if (version > newest)
        return Error{Error::Code::TooNew, {}, QString::number(version)};
    return version;
}

static Result<QStringList> stepsIn(const QDir &folder)
{
    const QStringList steps = folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (int i = 0; i < steps.size(); ++i) {
        if (steps[i].section(u'_', 0, 0).toInt() != i + 1)
            return Error{Error::Code::Failed, steps[i], QStringLiteral("step_missing")};
    }
    if (steps.isEmpty())
        return Error{Error::Code::Failed, folder.path(), QStringLiteral("no_steps")};
    return steps;
}

static Result<void> backUp(Database &database, qint64 version)
{
    return copyBeside(
        database, QFileInfo(database.path()).absoluteFilePath() + QStringLiteral(".version-%1").arg(version));
}

static Result<void> takeStep(Database &database, const QString &path, qint64 version)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Failed, path, file.errorString()};
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    auto made = database.execute(file.readAll() + ";PRAGMA application_id=" + QByteArray::number(kApplication)
        + ";PRAGMA user_version=" + QByteArray::number(version));
    step("step made");
    if (made)
        made = database.execute("COMMIT");
    if (!made)
        (void)database.execute("ROLLBACK");
    step("step taken");
    return made;
}

static Result<bool> isWal(Query q)
{
    const bool wal = q.next() && q.text(0) == QLatin1String("wal");
    if (auto done = q.done(); !done)
        return done.error();
    return wal;
}

static Result<void> useWriteAheadLog(Database &database)
{
    const auto wal = isWal(database.query("PRAGMA journal_mode=WAL"));
    if (!wal)
        return wal.error();
    if (!*wal)
        return Error{Error::Code::Denied, {}, QStringLiteral("no_write_ahead_log")};
    return {};
}

static Result<void> stillThere(const Database &database)
{
    if (database.isMoved())
        return Error{Error::Code::Busy, {}, QString::fromLatin1(kFileMoved)};
    return {};
}

static Result<void> climbAlone(Database &database, Database::Open mode, const QDir &folder, const QStringList &steps)
{
    const auto version = versionOf(database, mode, steps.size()); // again: another program may have climbed meanwhile
    if (!version)
        return version.error();
    if (auto there = stillThere(database); !there) // or encrypted it
        return there;
    if (auto logged = useWriteAheadLog(database); !logged)
        return logged;
    if (*version > 0 && *version < steps.size()) {
        if (auto saved = backUp(database, *version); !saved)
            return saved;
    }
    for (qint64 next = *version; next < steps.size(); ++next) {
        if (auto taken = takeStep(database, folder.filePath(steps[next]), next + 1); !taken)
            return taken;
    }
    return {};
}

QString climbLock(const QString &path)
{
    const QString real = QFileInfo(path).canonicalFilePath(); // by whatever links it was reached
    return (real.isEmpty() ? QFileInfo(path).absoluteFilePath() : real) + QStringLiteral(".climbing");
}

Result<void> takeClimbLock(QLockFile &lock, const QString &subject, int patience)
{
    lock.setStaleLockTime(0);
    if (lock.tryLock(patience))
        return {};
    return Error{lock.error() == QLockFile::PermissionError ? Error::Code::Denied : Error::Code::Busy, subject,
        QStringLiteral("being_climbed")};
}

// A connection that has the write-ahead log in use keeps others from putting another file in this one's place. Every
// other way here goes by the lock.
static Result<bool> isReady(Database &database, bool isNewest)
{
    const auto wal = isNewest ? isWal(database.query("PRAGMA journal_mode")) : Result<bool>(false);
    if (!wal || !*wal)
        return wal;
    if (auto there = stillThere(database); !there)
        return there.error();
    return true;
}

namespace
{
struct Newest {
    qint64 step; ///< that this program knows
};
} // namespace

Result<void> stillKnown(Database &database)
{
    Query q = database.query("PRAGMA user_version");
    const qint64 version = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done;
    const auto &newest = database.kept<Newest>();
    if (newest && version > newest->step)
        return Error{Error::Code::TooNew, database.path(), QString::number(version)};
    return {};
}

Result<void> climb(Database &database, Database::Open mode)
{
    const QDir folder(database.setup().migrations);
    const auto steps = stepsIn(folder);
    if (!steps)
        return steps.error();
    database.kept<Newest>() = std::make_shared<Newest>(Newest{steps->size()});
    if (auto whole = looksWhole(database); !whole)
        return whole;
    const auto version = versionOf(database, mode, steps->size());
    if (!version)
        return version.error();
    if (database.readOnly())
        return Error{Error::Code::Denied, {}, QStringLiteral("read_only")};
    if (auto set =
            database.execute("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768;"
                             "PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000; PRAGMA secure_delete=ON");
        !set)
        return set;
    if (mode == Database::Open::AsItIs)
        return {};
    const auto ready = isReady(database, *version == steps->size());
    if (!ready || *ready)
        return ready ? Result<void>() : ready.error();
    QLockFile alone(climbLock(database.path()));
    // A copy of a big file takes its time, so this wait is longer than a verb's.
    if (auto taken = takeClimbLock(alone, {}, int(30 * database.setup().patience)); !taken)
        return taken;
    return climbAlone(database, mode, folder, *steps);
}

} // namespace updesk
