// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/table.h"

struct sqlite3;
struct sqlite3_stmt;

namespace updesk
{

/// One run of a prepared statement; gives it back to the connection's cache when it goes. Errors, also of a bind or of
/// the SQL itself, stay until done(). A Query must be gone before its Database.
class [[nodiscard]] Query
{
public:
    /// For Database: `lent` is the mark on the cached statement, nullptr when this run owns the statement; `code` is
    /// what preparing it gave.
    Query(sqlite3 *handle, sqlite3_stmt *statement, bool *lent, int code);
    Query(Query &&other) noexcept;
    Query &operator=(Query &&) = delete;
    ~Query();

    Query &bind(int i, qint64 v);
    Query &bind(int i, int v) { return bind(i, qint64(v)); }
    Query &bind(int i, const Id &v); ///< the null id is NULL
    Query &bind(int i, const QString &v); ///< a null string is empty text
    Query &bind(int i, const Value &v); ///< text and bytes are not copied: they must outlive the query
    Query &bind(int i, Value &&v); ///< copied
    template <RowId T>
    Query &bind(int i, const T &v)
    {
        return bind(i, v.value);
    }

    bool next(); ///< false at the end and on an error, also when asked again
    Result<void> run(); ///< for a statement that returns no rows; once a Query
    Result<void> done() const;

    qint64 number(int i) const;
    int integer(int i) const { return int(number(i)); }
    QString text(int i) const;
    QByteArray bytes(int i) const;
    Id id(int i) const; ///< null id for NULL
    bool isNull(int i) const;
    Value value(int i, Column::Type type) const;

    template <class T>
    void read(int i, T &out) const
    {
        if constexpr (std::is_same_v<T, QString>)
            out = text(i);
        else if constexpr (std::is_same_v<T, Bytes>)
            out.data = bytes(i);
        else if constexpr (RowId<T>)
            out.value = id(i);
        else
            out = static_cast<T>(number(i));
    }

private:
    Query &bound(int code);
    Query &bindValue(int i, const Value &v, void (*lifetime)(void *));

    sqlite3 *m_handle;
    sqlite3_stmt *m_statement;
    bool *m_lent;
    int m_code;
};

} // namespace updesk
