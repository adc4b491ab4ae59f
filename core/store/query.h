// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/table.h"

struct sqlite3_stmt;

namespace updesk
{

/// One run of a prepared statement; gives it back to the connection's cache when it goes. Errors stay until done().
class [[nodiscard]] Query
{
public:
    explicit Query(sqlite3_stmt *statement) : m_statement(statement) { }
    Query(Query &&other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)), m_code(other.m_code) { }
    Query &operator=(Query &&) = delete;
    ~Query();

    Query &bind(int i, qint64 v);
    Query &bind(int i, int v) { return bind(i, qint64(v)); }
    Query &bind(int i, const Id &v);
    Query &bind(int i, const QString &v);
    Query &bind(int i, const Value &v); ///< text and bytes are not copied: they must outlive the query
    template <RowId T>
    Query &bind(int i, const T &v)
    {
        return bind(i, v.value);
    }

    bool next();
    Result<void> run(); ///< for a statement that returns no rows
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
    sqlite3_stmt *m_statement;
    int m_code = 0;
};

} // namespace updesk
