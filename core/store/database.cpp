// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <QDir>
#include <QFile>
#include <QThread>

#include <sqlite3.h>

#include <atomic>

namespace updesk
{

Error sqliteError(sqlite3 *handle, int code)
{
    const QString detail = handle ? QString::fromUtf8(sqlite3_errmsg(handle)) : QStringLiteral("no statement");
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {Error::Code::Busy, {}, detail};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {Error::Code::Damaged, {}, detail};
    case SQLITE_CONSTRAINT:
        return {Error::Code::Duplicate, {}, detail};
    case SQLITE_CANTOPEN:
        return {Error::Code::NotFound, {}, detail};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {Error::Code::Denied, {}, detail};
    default:
        return {Error::Code::Failed, {}, detail};
    }
}

// SQLite's own handler sleeps up to 100 ms while slice after slice passes it by. A short nap gets in between.
static constexpr int kNap = 250;
static constexpr int kPatience = 2'000'000; // microseconds
static std::atomic<bool> s_wanted = false;

static int waitForWriter(void *, int times)
{
    if (times >= kPatience / kNap)
        return 0;
    s_wanted = true;
    QThread::usleep(kNap);
    return 1;
}

void Database::giveWay()
{
    if (s_wanted.exchange(false))
        QThread::usleep(2 * kNap);
}

// Written into the file's header, so that somebody else's SQLite file is never taken for ours.
static constexpr qint64 kApplication = 0x5570446b; // "UpDk"

Result<std::unique_ptr<Database>> Database::open(const QString &path, Setup setup, Open mode)
{
    if (mode == Open::Existing && !QFile::exists(path))
        return Error{Error::Code::NotFound, path, {}};
    sqlite3 *handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == Open::OrCreate ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &handle, flags, nullptr);
    std::unique_ptr<Database> database(new Database(handle, path, std::move(setup)));
    Result<void> ready;
    if (code != SQLITE_OK) {
        ready = sqliteError(handle, code);
    } else {
        sqlite3_extended_result_codes(handle, 1);
        sqlite3_busy_handler(handle, waitForWriter, nullptr);
        ready = database->prepareFile();
    }
    if (!ready)
        return Error{ready.error().code, path, ready.error().detail};
    return database;
}

Database::~Database()
{
    for (const auto &[sql, statement] : m_statements)
        sqlite3_finalize(statement);
    for (const auto &[key, statement] : m_writers)
        sqlite3_finalize(statement);
    sqlite3_close(m_handle);
}

// The file's own marks are read before the first statement that could write to it.
Result<void> Database::prepareFile()
{
    const auto version = pragma("PRAGMA user_version");
    if (!version)
        return version.error();
    const auto application = pragma("PRAGMA application_id");
    if (!application)
        return application.error();
    const auto pages = pragma("SELECT count(*) FROM sqlite_schema");
    if (!pages)
        return pages.error();
    if (*pages > 0 && *application != kApplication)
        return Error{Error::Code::Damaged, {}, QStringLiteral("not an UpDesk file")};
    if (auto set = execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                           "PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000");
        !set)
        return set;
    return migrate();
}

Result<qint64> Database::pragma(const char *sql)
{
    Query q = query(sql);
    const qint64 value = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return value;
}

Result<void> Database::backUp(qint64 version)
{
    const QString backup = m_path + QStringLiteral(".before-%1").arg(version);
    const QString part = backup + QStringLiteral(".part");
    QFile::remove(part);
    if (auto saved = execute("VACUUM INTO '" + part.toUtf8().replace('\'', "''") + "'"); !saved)
        return saved;
    QFile::remove(backup);
    if (!QFile::rename(part, backup))
        return Error{Error::Code::Failed, backup, QStringLiteral("the backup cannot be named")};
    return {};
}

Result<void> Database::migrate()
{
    const QDir folder(m_setup.migrations);
    const QStringList files = folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    const auto climbed = pragma("PRAGMA user_version");
    if (!climbed)
        return climbed.error();
    qint64 version = *climbed;
    if (version > files.size())
        return Error{Error::Code::TooNew, {}, QString::number(version)};
    if (version > 0 && version < files.size()) {
        if (auto saved = backUp(files.size()); !saved)
            return saved;
    }
    for (; version < files.size(); ++version) {
        QFile file(folder.filePath(files[version]));
        if (!file.open(QIODevice::ReadOnly))
            return Error{Error::Code::Failed, files[version], file.errorString()};
        const QByteArray number = QByteArray::number(version + 1);
        // Another program may be climbing the same file: whoever comes second finds the step done.
        if (auto begun = execute("BEGIN IMMEDIATE"); !begun)
            return begun;
        const auto now = pragma("PRAGMA user_version");
        const bool done = now && *now > version;
        const QByteArray step = done ? QByteArray()
                                     : file.readAll() + ";PRAGMA application_id=" + QByteArray::number(kApplication)
                + ";PRAGMA user_version=" + number + ';';
        if (auto made = execute(step + "COMMIT"); !made) {
            (void)execute("ROLLBACK");
            return made;
        }
    }
    return {};
}

Result<void> Database::execute(const QByteArray &sql)
{
    const int code = sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return sqliteError(m_handle, code);
    return {};
}

Result<void> Database::relax() { return execute("PRAGMA synchronous=NORMAL"); }

Result<void> Database::settle() { return execute("PRAGMA synchronous=FULL; UPDATE state SET v=v+1 WHERE k='settled'"); }

Result<void> Database::checkpoint()
{
    const int code = sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
        return sqliteError(m_handle, code);
    return {};
}

Result<void> Database::checkFile()
{
    Query q = query("PRAGMA integrity_check(1)");
    const bool sound = q.next() && q.text(0) == QLatin1String("ok");
    if (auto done = q.done(); !done)
        return done;
    if (!sound)
        return Error{Error::Code::Damaged, m_path, q.text(0)};
    return {};
}

int Database::changed() const { return sqlite3_changes(m_handle); }

qint64 Database::state(const char *key)
{
    Query q = query("SELECT v FROM state WHERE k=?1");
    q.bind(1, QString::fromLatin1(key));
    return q.next() ? q.number(0) : 0;
}

const Table *Database::table(QByteArrayView name) const
{
    for (const Table *table : m_setup.tables) {
        if (name == QByteArrayView(table->name))
            return table;
    }
    return nullptr;
}

sqlite3_stmt *Database::prepare(const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code =
        sqlite3_prepare_v3(m_handle, sql.constData(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        qWarning("store: %s in: %s", sqlite3_errmsg(m_handle), sql.constData());
    return statement;
}

Query Database::query(const char *sql)
{
    sqlite3_stmt *&statement = m_statements[sql];
    if (!statement)
        statement = prepare(sql);
    Q_ASSERT(!statement || !sqlite3_stmt_busy(statement));
    return Query(statement);
}

// Parameters: ?1 row, ?2 store, ?3 seq, then from ?10 the new values and from ?50 the values seen before, by column.
Query Database::query(Shape shape, const Table &table, quint64 columns)
{
    sqlite3_stmt *&statement = m_writers[{&table, columns, shape}];
    if (statement)
        return Query(statement);
    QByteArray names, values, sets, seen, updates;
    for (int i = 0; i < table.count; ++i) {
        if (!(columns >> i & 1))
            continue;
        const QByteArray name = table.columns[size_t(i)].name;
        const QByteArray value = '?' + QByteArray::number(10 + i);
        names += ',' + name;
        values += ',' + value;
        sets += (sets.isEmpty() ? "" : ",") + name + '=' + value;
        updates += ',' + name + "=excluded." + name;
        seen += " AND " + name + " IS ?" + QByteArray::number(50 + i);
    }
    const QByteArray into = table.name;
    QByteArray sql;
    switch (shape) {
    case Shape::Insert:
        sql = "INSERT INTO " + into + "(id,store_id" + names + ") VALUES(?1,?2" + values + ')';
        break;
    case Shape::Update:
        sql = "UPDATE " + into + " SET " + sets + " WHERE id=?1" + seen;
        break;
    case Shape::Overlay:
        sql = "UPDATE " + into + " SET " + sets + " WHERE id=?1";
        break;
    case Shape::Upsert:
        sql = "INSERT INTO " + into + "(id,store_id,seq" + names + ") VALUES(?1,?2,?3" + values
            + ") ON CONFLICT(id) DO UPDATE SET store_id=?2,seq=?3" + updates + " WHERE excluded.seq>=seq";
        break;
    case Shape::Load:
        sql = "SELECT " + names.mid(1) + " FROM " + into + " WHERE id=?1";
        break;
    case Shape::All:
        sql = "SELECT id" + names + " FROM " + into + " WHERE deleted=0 ORDER BY id";
        break;
    }
    statement = prepare(sql);
    return Query(statement);
}

} // namespace updesk
