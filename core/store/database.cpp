// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include "core/store/cipher.h"
#include "core/store/climb.h"
#include "core/store/rowseq.h"

#include <QDir>
#include <QFileInfo>
#include <QThread>

#include <sqlite3.h>

#include <atomic>
#include <cstring>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace updesk
{

static Error::Code errorCode(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return Error::Code::Busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Error::Code::Damaged;
    case SQLITE_CONSTRAINT:
        return code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_UNIQUE ? Error::Code::Duplicate
                                                                                        : Error::Code::Invalid;
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
        return Error::Code::Invalid;
    case SQLITE_CANTOPEN:
        return Error::Code::NotFound;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return Error::Code::Denied;
    default:
        return Error::Code::Failed;
    }
}

Error sqliteError(sqlite3 *handle, int code)
{
    // The connection's message speaks of its last call, which may be another by now.
    const bool latest = handle && sqlite3_extended_errcode(handle) == code;
    const QString detail = QString::fromUtf8(latest ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
    const int kind = code & 0xff;
    const bool shut = kind == SQLITE_READONLY || kind == SQLITE_PERM;
    return {errorCode(code),
        kind == SQLITE_FULL ? QStringLiteral("disk")
            : shut          ? QStringLiteral("file")
                            : QString(),
        detail};
}

// SQLite's own handler sleeps up to 100 ms while slice after slice passes it by. A short nap gets in between.
static constexpr int kNap = 250; // microseconds
static std::atomic<bool> s_wanted = false;

int Database::waitForWriter(void *database, int times)
{
    auto *self = static_cast<Database *>(database);
    if (times == 0)
        self->m_patience.setRemainingTime(self->m_setup.patience);
    if (self->m_patience.hasExpired())
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

Database::Database(sqlite3 *handle, QString path, Setup setup)
    : m_handle(handle), m_path(std::move(path)), m_setup(std::move(setup))
{
}

// About the key of a file its subject says what is missing.
static Error notOpened(const QString &path, const Error &error)
{
    if (error.code == Error::Code::Denied
        && (error.subject == QLatin1String("no_key") || error.subject == QLatin1String("no_cipher")))
        return error;
    const bool hindered = error.code == Error::Code::NotFound && QFileInfo(path).absoluteDir().exists();
    return {hindered ? Error::Code::Denied : error.code, path, error.detail};
}

// What is written must be what was asked for: a file that is plain in spite of its key is not worked with.
static Result<void> staysEncrypted(sqlite3 *handle)
{
    const auto head = headOf(handle);
    if (!head)
        return head.error();
    if (head->kind != FileHead::Kind::Encrypted && head->kind != FileHead::Kind::Empty)
        return Error{Error::Code::Failed, {}, QStringLiteral("not_encrypted")};
    return {};
}

// While this one opened, another program may have put the encrypted file in the plain one's place.
Result<std::unique_ptr<Database>> Database::open(const QString &path, Setup setup, Open mode)
{
    constexpr int kTimes = 3;
    auto opened = openOnce(path, setup, mode);
    for (int i = 1; i < kTimes && !opened && opened.error().detail == QLatin1String(kFileMoved); ++i)
        opened = openOnce(path, setup, mode);
    return opened;
}

// SQLite lets everybody on this computer read what it makes. Its log takes the rights of the file.
static void makeOwn([[maybe_unused]] const QByteArray &name)
{
#ifdef Q_OS_UNIX
    const int file = ::open(name.constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0)
        ::close(file);
#endif
}

Result<std::unique_ptr<Database>> Database::openOnce(const QString &path, const Setup &setup, Open mode)
{
    if (path.isEmpty() || path.startsWith(u':'))
        return Error{Error::Code::Invalid, path, QStringLiteral("no_file_name")};
    if (mode != Open::OrCreate && !QFile::exists(path))
        return Error{Error::Code::NotFound, path, {}};
    sqlite3 *handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
        | (mode == Open::OrCreate ? SQLITE_OPEN_CREATE : 0);
    // Absolute, so that what SQLite reads as "file:..." is a file's name here.
    const QByteArray name = QFileInfo(path).absoluteFilePath().toUtf8();
    if (mode == Open::OrCreate)
        makeOwn(name); // what hinders it, SQLite says
    const int code = sqlite3_open_v2(name.constData(), &handle, flags, nullptr);
    std::unique_ptr<Database> database(new Database(handle, path, setup));
    if (code != SQLITE_OK)
        return notOpened(path, sqliteError(handle, code));
    sqlite3_extended_result_codes(handle, 1);
    // Else a value bound beside a partial index makes SQLite plan the statement anew at every run: a twelfth of an
    // import.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
    sqlite3_busy_handler(handle, waitForWriter, database.get());
    const auto unlocked = unlock(handle, setup.key);
    database->m_encrypted = unlocked && *unlocked;
    Result<void> ready = unlocked ? climb(*database, mode) : Result<void>(unlocked.error());
    if (ready && database->m_encrypted)
        ready = staysEncrypted(handle);
    if (!ready) {
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr); // a refused file is left as it was
        return notOpened(path, ready.error());
    }
    return database;
}

Database::~Database()
{
    const auto end = [](const Prepared &prepared) {
        Q_ASSERT(!prepared.lent);
        sqlite3_finalize(prepared.statement);
    };
    for (const auto &[sql, prepared] : m_statements)
        end(prepared);
    for (const auto &[key, prepared] : m_writers)
        end(prepared);
    sqlite3_close_v2(m_handle);
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

bool Database::readOnly() const { return sqlite3_db_readonly(m_handle, "main") == 1; }

bool Database::isMoved() const
{
    int moved = 0;
    sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

bool Database::writing() const { return sqlite3_get_autocommit(m_handle) == 0; }

int Database::changed() const { return sqlite3_changes(m_handle); }

// A number that could not be read is no 0: a caller would take the store for one that is not set up, or not joined.
static Result<qint64> numberOf(Query q)
{
    const qint64 number = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return number;
}

Result<qint64> Database::dataVersion() { return numberOf(query("PRAGMA data_version")); }

Result<qint64> Database::state(const char *key)
{
    Query q = query("SELECT v FROM state WHERE k=?1");
    q.bind(1, QString::fromLatin1(key));
    return numberOf(std::move(q));
}

Result<void> Database::setState(const char *key, qint64 value)
{
    Query q = query("INSERT INTO state(k,v) VALUES(?1,?2) ON CONFLICT(k) DO UPDATE SET v=excluded.v");
    return q.bind(1, QString::fromLatin1(key)).bind(2, value).run();
}

const Table *Database::table(QByteArrayView name) const
{
    for (const Table *table : m_setup.tables) {
        if (name == QByteArrayView(table->name))
            return table;
    }
    return nullptr;
}

int Database::prepare(const QByteArray &sql, sqlite3_stmt **statement)
{
    const char *rest = nullptr;
    int code =
        sqlite3_prepare_v3(m_handle, sql.constData(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, statement, &rest);
    // A second statement would never run.
    if (code == SQLITE_OK && !QByteArrayView(rest).trimmed().isEmpty()) {
        sqlite3_finalize(std::exchange(*statement, nullptr));
        code = SQLITE_MISUSE;
    }
    if (code != SQLITE_OK)
        qWarning("store: %s in: %s", sqlite3_errmsg(m_handle), sql.constData());
    return code;
}

// A statement that is still being read gets a twin for this one run.
Query Database::lend(Prepared &prepared, const QByteArray &sql)
{
    sqlite3_stmt *twin = nullptr;
    sqlite3_stmt **statement = prepared.lent ? &twin : &prepared.statement;
    const int code = *statement ? SQLITE_OK : prepare(sql, statement);
    bool *lent = *statement && !prepared.lent ? &prepared.lent : nullptr;
    if (lent)
        *lent = true;
    return Query(m_handle, *statement, lent, code);
}

Query Database::query(const char *sql)
{
    Prepared &prepared = m_statements[sql];
    // Other SQL at a known address: a buffer that was no constant.
    if (prepared.statement && !prepared.lent && std::strcmp(sqlite3_sql(prepared.statement), sql) != 0)
        sqlite3_finalize(std::exchange(prepared.statement, nullptr));
    return lend(prepared, QByteArray::fromRawData(sql, qsizetype(std::strlen(sql))));
}

Query Database::once(const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code = prepare(sql, &statement);
    return Query(m_handle, statement, nullptr, code);
}

// A row that the server numbers stands above the base of this time (rowseq.h).
static constexpr char kAboveBase[] = "CASE WHEN ?3>0 THEN ?3+(ifnull((SELECT v FROM state WHERE k='refills'),0)<<40)"
                                     " ELSE 0 END";

static_assert(kSeqBits == 40);

// Parameters: ?1 row, ?2 store, ?3 seq, then from ?10 the new values and from ?50 the values seen before, by column.
Query Database::query(Shape shape, const Table &table, quint64 columns)
{
    Prepared &prepared = m_writers[{&table, columns, shape}];
    if (prepared.statement && !prepared.lent)
        return lend(prepared, {});
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
        sql = "INSERT INTO " + into + "(id,store_id,seq" + names + ") VALUES(?1,?2," + kAboveBase + values
            + ") ON CONFLICT(id) DO UPDATE SET store_id=?2,seq=excluded.seq" + updates + " WHERE excluded.seq>=seq";
        break;
    case Shape::Load:
        sql = "SELECT " + names.mid(1) + ",seq FROM " + into + " WHERE id=?1";
        break;
    case Shape::All:
        sql = "SELECT id" + names + " FROM " + into + " WHERE deleted=0 ORDER BY id";
        break;
    }
    return lend(prepared, sql);
}

} // namespace updesk
