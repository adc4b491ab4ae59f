// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/filekey.h"
#include "core/store/query.h"

#include <QDeadlineTimer>

#include <any>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

struct sqlite3;

namespace updesk
{

class Transaction;
struct Change;
struct Op;

/// What a new row also says because of the clock of the desk that writes it, whichever verb does; nothing: no more.
using Witness = std::optional<Change> (*)(const Clock &clock, const Op &put);

/// Rows computed from other rows (lead_now, name search). Before COMMIT a Transaction runs those whose tables it
/// touched, so verbs, undo and taken rows keep them right without knowing them.
struct Derivation {
    struct Watch {
        const char *table;
        const char *subjects; ///< SELECT of the subjects of one touched row; nullptr: the row itself
    };
    std::vector<Watch> watches;
    Result<void> (*refresh)(Transaction &, std::span<const Id> subjects);
};

/// One connection to the desk's file. Stays on the thread that opened it.
class Database
{
public:
    enum class Open : quint8 {
        Existing,
        OrCreate,
        AsItIs ///< existing, and neither climbed nor brought to the write-ahead log
    };
    struct Setup {
        const Clock *clock;
        QString migrations; ///< folder in the resources
        std::vector<const Table *> tables; ///< the synced ones
        std::vector<const Derivation *> derivations; ///< in the order of the rooms
        Time patience = 2 * kSecond; ///< how long a writer waits for another before it is Busy
        FileKey
            key{}; ///< of a file that is still to be made; null: it is made plain. Others find theirs in the KeyRing
        Witness witness = nullptr;
    };
    enum class Shape : quint8 { Insert, Update, Overlay, Upsert, Load, All };

    /// Opens and climbs the file. NotFound (no file, no folder), Denied (may not be written), Damaged (not ours, or
    /// broken), TooNew, Busy; the file is then left as it was. An encrypted file may also be Denied with subject
    /// no_cipher or no_key.
    static Result<std::unique_ptr<Database>> open(const QString &path, Setup setup, Open mode = Open::OrCreate);
    ~Database();

    /// `sql` is one statement; the cache looks for it by its address first, so keep it a constant.
    Query query(const char *sql);
    Query once(const QByteArray &sql); ///< for SQL that is put together and rarely run: not cached
    Result<void> execute(const QByteArray &sql);
    Result<void> checkFile(); ///< reads the whole file; Damaged when SQLite finds a fault

    /// Between the two, commits are whole but not yet on the disk; settle() puts all of them there. For imports.
    Result<void> relax();
    Result<void> settle();
    Result<void> checkpoint(); ///< moves the write-ahead log into the file without waiting for anybody
    static void giveWay(); ///< between two slices: lets a waiting verb in

    /// For core/store: the statement of this shape over these columns of a synced table.
    Query query(Shape shape, const Table &table, quint64 columns);
    bool readOnly() const;
    bool isEncrypted() const { return m_encrypted; }
    bool isMoved() const; ///< another file stands at the path by now
    int changed() const; ///< rows the last write changed

    bool writing() const; ///< a transaction is open; SQLite ends one by itself when the disk is full
    Result<qint64> dataVersion(); ///< changes when another connection has committed; cheap enough to ask twice a second
    Result<qint64> state(const char *key); ///< a desk-only number, 0 when absent
    Result<void> setState(const char *key, qint64 value);
    const Setup &setup() const { return m_setup; }
    const QString &path() const { return m_path; }
    const Table *table(QByteArrayView name) const; ///< nullptr: not a synced table
    sqlite3 *handle() const { return m_handle; }

    /// What rooms above keep beside a connection (loaded rules), by type; dropped with the connection.
    template <class T>
    std::shared_ptr<T> &kept()
    {
        static char key = 0;
        std::any &slot = m_kept[&key];
        if (!slot.has_value())
            slot = std::shared_ptr<T>();
        return *std::any_cast<std::shared_ptr<T>>(&slot);
    }

private:
    Database(sqlite3 *handle, QString path, Setup setup);
    static Result<std::unique_ptr<Database>> openOnce(const QString &path, const Setup &setup, Open mode);
    static int waitForWriter(void *database, int times);
    int prepare(const QByteArray &sql, sqlite3_stmt **statement);

    struct Prepared {
        sqlite3_stmt *statement = nullptr;
        bool lent = false;
    };
    Query lend(Prepared &prepared, const QByteArray &sql);
    struct Key {
        const Table *table;
        quint64 columns;
        Shape shape;
        bool operator==(const Key &) const = default;
    };
    struct Hash {
        size_t operator()(const Key &k) const
        {
            return std::hash<const void *>()(k.table) ^ size_t(k.columns * 0x9e3779b97f4a7c15u) ^ size_t(k.shape);
        }
    };
    sqlite3 *m_handle;
    QString m_path;
    Setup m_setup;
    bool m_encrypted = false;
    QDeadlineTimer m_patience;
    std::unordered_map<const char *, Prepared> m_statements;
    std::unordered_map<Key, Prepared, Hash> m_writers;
    std::unordered_map<const void *, std::any> m_kept;
};

Error sqliteError(sqlite3 *handle, int code);

} // namespace updesk
