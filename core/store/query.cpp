// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/query.h"

#include "core/store/database.h"

#include <sqlite3.h>

#include <cstring>

namespace updesk
{

Query::Query(sqlite3 *handle, sqlite3_stmt *statement, bool *lent, int code)
    : m_handle(handle), m_statement(statement), m_lent(lent), m_code(code)
{
}

Query::Query(Query &&other) noexcept
    : m_handle(other.m_handle),
      m_statement(std::exchange(other.m_statement, nullptr)),
      m_lent(std::exchange(other.m_lent, nullptr)),
      m_code(other.m_code)
{
}

// What was bound goes too: it may be memory of the caller's, and the next run must not see the values of this one.
Query::~Query()
{
    if (!m_statement)
        return;
    if (!m_lent) {
        sqlite3_finalize(m_statement);
        return;
    }
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    *m_lent = false;
}

Query &Query::bound(int code)
{
    const bool sound = m_code == SQLITE_OK || m_code == SQLITE_ROW || m_code == SQLITE_DONE;
    if (sound && code != SQLITE_OK)
        m_code = code;
    return *this;
}

Query &Query::bind(int i, qint64 v) { return bound(sqlite3_bind_int64(m_statement, i, v)); }

Query &Query::bind(int i, const Id &v)
{
    return bound(v.isNull() ? sqlite3_bind_null(m_statement, i)
                            : sqlite3_bind_blob(m_statement, i, v.bytes.data(), 16, SQLITE_TRANSIENT));
}

Query &Query::bind(int i, const QString &v) { return bind(i, Value{v.toUtf8()}); }

Query &Query::bind(int i, const Value &v) { return bindValue(i, v, SQLITE_STATIC); }

Query &Query::bind(int i, Value &&v) { return bindValue(i, v, SQLITE_TRANSIENT); }

// A null pointer would bind NULL, so empty text and bytes point at something.
Query &Query::bindValue(int i, const Value &v, void (*lifetime)(void *))
{
    if (const auto *number = std::get_if<qint64>(&v))
        return bind(i, *number);
    if (const auto *text = std::get_if<QByteArray>(&v))
        return bound(sqlite3_bind_text64(m_statement, i, text->isNull() ? "" : text->constData(),
            sqlite3_uint64(text->size()), lifetime, SQLITE_UTF8));
    if (const auto *id = std::get_if<Id>(&v))
        return bound(sqlite3_bind_blob(m_statement, i, id->bytes.data(), 16, lifetime));
    if (const auto *blob = std::get_if<Bytes>(&v))
        return bound(sqlite3_bind_blob64(m_statement, i, blob->data.isNull() ? "" : blob->data.constData(),
            sqlite3_uint64(blob->data.size()), lifetime));
    return bound(sqlite3_bind_null(m_statement, i));
}

// SQLite would start a finished statement anew.
bool Query::next()
{
    if (m_code != SQLITE_OK && m_code != SQLITE_ROW)
        return false;
    m_code = m_statement ? sqlite3_step(m_statement) : SQLITE_MISUSE;
    return m_code == SQLITE_ROW;
}

Result<void> Query::run()
{
    if (m_code == SQLITE_DONE)
        m_code = SQLITE_MISUSE;
    next();
    return done();
}

Result<void> Query::done() const
{
    if (m_code == SQLITE_DONE || m_code == SQLITE_ROW || m_code == SQLITE_OK)
        return {};
    return sqliteError(m_handle, m_code);
}

qint64 Query::number(int i) const { return sqlite3_column_int64(m_statement, i); }

QString Query::text(int i) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, i));
    return QString::fromUtf8(text, sqlite3_column_bytes(m_statement, i));
}

QByteArray Query::bytes(int i) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, i));
    return QByteArray(data, sqlite3_column_bytes(m_statement, i));
}

Id Query::id(int i) const
{
    Id id;
    const void *blob = sqlite3_column_blob(m_statement, i);
    if (blob && sqlite3_column_bytes(m_statement, i) == 16)
        std::memcpy(id.bytes.data(), blob, 16);
    return id;
}

bool Query::isNull(int i) const { return sqlite3_column_type(m_statement, i) == SQLITE_NULL; }

Value Query::value(int i, Column::Type type) const
{
    if (isNull(i))
        return {};
    switch (type) {
    case Column::Type::Number:
        return number(i);
    case Column::Type::Text:
        return bytes(i);
    case Column::Type::Bytes:
        return Bytes{bytes(i)};
    case Column::Type::Id:
        break;
    }
    return this->id(i);
}

} // namespace updesk
