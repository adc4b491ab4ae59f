// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pgrows.h"

#include <QDeadlineTimer>
#include <QHash>

#include <functional>
#include <memory>

struct pg_conn;

namespace updesk
{

/// One parameter of a statement: null, number, text, id or bytes.
struct PgValue : Value {
    PgValue(std::nullptr_t) { }
    PgValue(qint64 v) : Value(v) { }
    PgValue(int v) : Value(qint64(v)) { }
    PgValue(const QString &v) : Value(v.toUtf8()) { }
    PgValue(QByteArray v) : Value(std::move(v)) { }
    PgValue(const Id &v) : Value(v.isNull() ? Value{} : Value{v}) { }
    PgValue(Bytes v) : Value(std::move(v)) { }
    template <RowId T>
    PgValue(const T &v) : PgValue(v.value)
    {
    }
};

/// One connection to the shared PostgreSQL. Stays on the thread that opened it. No call waits longer than its patience
/// for a byte to move, also when the server is frozen, nor goes on when it is halted (halt.h); the connection is then
/// closed and every later call is Offline.
class Pg
{
public:
    struct Options {
        QString url; ///< postgresql://host:port/database, or libpq's "host=... dbname=..."
        QString login, password; ///< empty: those of the url
        QString database; ///< empty: that of the url
        QString caFile; ///< the store's own authority; with it the server must prove its name (verify-full)
        Time connectWithin = 5 * kSecond;
        Time patience = 20 * kSecond; ///< from one piece of data to the next, either way
        Time statementLimit = 10 * kSecond; ///< the server ends a statement after this; 0: never
    };
    /// Offline (nobody answers, or the server is starting), NotFound (subject database, or the authority's file), Busy
    /// (subject connections), Invalid (subject url), Denied: subject password (or no such login), login (closed),
    /// address (the server takes nobody from here), authority (no file of one is known), certificate (not trusted),
    /// certificate_name, certificate_early, certificate_expired. Another machine is spoken to only over TLS.
    static Result<std::unique_ptr<Pg>> open(const Options &options);
    ~Pg();

    /// What PostgreSQL's own programs are started with.
    struct Line {
        QByteArray words; ///< of libpq ("host='...' sslmode='...'"), without the password: everybody here sees them
        QByteArray password; ///< for PGPASSWORD; empty: none was given
    };
    /// The options for such a program, so that it asks the server for the same proof as open(). Invalid (subject url),
    /// NotFound (the authority's file).
    static Result<Line> lineOf(const Options &options);

    /// `sql` is one statement, prepared once a connection; parameters are $1, $2 ...
    /// Offline, Denied, Conflict, Duplicate, Busy (lock or statement limit), Invalid, NotFound (subject schema: no
    /// UpDesk in this database), Failed; SQLSTATE in front of the detail.
    template <class... Values>
    Result<PgRows> query(const QByteArray &sql, const Values &...values)
    {
        return run(sql, {PgValue(values)...});
    }
    Result<PgRows> run(const QByteArray &sql, const std::vector<PgValue> &values);
    /// One or many statements without parameters, not prepared.
    Result<void> execute(const QByteArray &sql);
    /// COPY (SELECT ...) TO STDOUT: gives each row, in the text form of COPY and without its line end, to `row`;
    /// returns the number of rows. An error of `row` ends it and closes the connection.
    Result<qint64> copyOut(const QByteArray &sql, const std::function<Result<void>(QByteArrayView)> &row);
    /// COPY ... FROM STDIN: sends what `more` gives, whole lines in the text form of COPY, until it gives nothing.
    Result<void> copyIn(const QByteArray &sql, const std::function<QByteArray()> &more);
    /// What to store instead of the password (SCRAM), so that the password itself never travels.
    Result<QByteArray> sealedPassword(const QString &login, const QString &password);

    bool isOpen() const { return m_conn != nullptr; }
    bool isEncrypted() const;
    int backend() const; ///< the server's process number of this connection
    QString host() const;
    void close();

private:
    explicit Pg(pg_conn *conn, Time patience) : m_conn(conn), m_patience(patience) { }
    static Result<void> connectBy(pg_conn *conn, QDeadlineTimer deadline);
    Result<QByteArray> prepared(const QByteArray &sql);
    Result<void> beginCopy(const QByteArray &sql, int way, const QDeadlineTimer &deadline); ///< ExecStatusType
    Result<void> flush(const QDeadlineTimer &deadline);
    Result<void> wait(bool toWrite, const QDeadlineTimer &deadline);
    Result<pg_result *> next(const QDeadlineTimer &deadline); ///< nullptr at the end
    Result<PgRows> collect(const QDeadlineTimer &deadline);
    Error lost(const char *why);

    pg_conn *m_conn;
    Time m_patience;
    QHash<QByteArray, QByteArray> m_prepared;
};

} // namespace updesk
