// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/query.h"

#include "core/store/database.h"

#include <sqlite3.h>

#include <cstring>

namespace updesk
{

Query::~Query()
{
    if (m_statement)
        sqlite3_reset(m_statement);
}

Query &Query::bind(int i, qint64 v)
{
    sqlite3_bind_int64(m_statement, i, v);
    return *this;
}

Query &Query::bind(int i, const Id &v)
{
    if (v.isNull())
        sqlite3_bind_null(m_statement, i);
    else
        sqlite3_bind_blob(m_statement, i, v.bytes.data(), 16, SQLITE_TRANSIENT);
    return *this;
}

Query &Query::bind(int i, const QString &v)
{
    const QByteArray text = v.toUtf8();
    sqlite3_bind_text(m_statement, i, text.isNull() ? "" : text.constData(), int(text.size()), SQLITE_TRANSIENT);
    return *this;
}

Query &Query::bind(int i, const Value &v)
{
    if (const auto *number = std::get_if<qint64>(&v))
        sqlite3_bind_int64(m_statement, i, *number);
    else if (const auto *text = std::get_if<QByteArray>(&v))
        sqlite3_bind_text(m_statement, i, text->isNull() ? "" : text->constData(), int(text->size()), SQLITE_STATIC);
    else if (const auto *id = std::get_if<Id>(&v))
        sqlite3_bind_blob(m_statement, i, id->bytes.data(), 16, SQLITE_STATIC);
    else if (const auto *blob = std::get_if<Bytes>(&v))
        sqlite3_bind_blob(
            m_statement, i, blob->data.isNull() ? "" : blob->data.constData(), int(blob->data.size()), SQLITE_STATIC);
    else
        sqlite3_bind_null(m_statement, i);
    return *this;
}

bool Query::next()
{
    m_code = m_statement ? sqlite3_step(m_statement) : SQLITE_MISUSE;
    return m_code == SQLITE_ROW;
}

Result<void> Query::run()
{
    next();
    return done();
}

Result<void> Query::done() const
{
    if (m_code == SQLITE_DONE || m_code == SQLITE_ROW || m_code == SQLITE_OK)
        return {};
    return sqliteError(m_statement ? sqlite3_db_handle(m_statement) : nullptr, m_code);
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
