// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pgrows.h"

#include <libpq-fe.h>

namespace updesk
{

PgRows::PgRows(pg_result *result) : m_result(result) { }

void PgRows::Free::operator()(pg_result *result) const { PQclear(result); }

int PgRows::count() const { return PQntuples(m_result.get()); }

int PgRows::columns() const { return PQnfields(m_result.get()); }

qint64 PgRows::changed() const { return QByteArray(PQcmdTuples(m_result.get())).toLongLong(); }

bool PgRows::isNull(int row, int column) const { return PQgetisnull(m_result.get(), row, column) != 0; }

qint64 PgRows::number(int row, int column) const { return bytes(row, column).toLongLong(); }

bool PgRows::flag(int row, int column) const { return bytes(row, column) == "t"; }

QByteArray PgRows::bytes(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column), PQgetlength(m_result.get(), row, column)};
}

QByteArray PgRows::blob(int row, int column) const
{
    const QByteArray text = bytes(row, column);
    return text.startsWith("\\x") ? QByteArray::fromHex(text.mid(2)) : QByteArray();
}

Id PgRows::id(int row, int column) const
{
    const QByteArray text = bytes(row, column);
    return Id::fromHex({text.constData(), size_t(text.size())}).value_or(Id{});
}

static QByteArray fieldOf(const pg_result *result, int field)
{
    const char *text = PQresultErrorField(result, field);
    return text ? QByteArray(text) : QByteArray();
}

Error pgError(const pg_result *result)
{
    const QByteArray state = fieldOf(result, PG_DIAG_SQLSTATE);
    if (state.startsWith("22") || state.startsWith("23")) // these messages quote values
        return pgError(state, fieldOf(result, PG_DIAG_TABLE_NAME) + ' ' + fieldOf(result, PG_DIAG_CONSTRAINT_NAME));
    return pgError(state, fieldOf(result, PG_DIAG_MESSAGE_PRIMARY));
}

Error pgError(const QByteArray &state, const QByteArray &message)
{
    using Code = Error::Code;
    struct Meaning {
        const char *state; ///< or the beginning of it
        Code code;
        const char *subject;
    };
    static constexpr Meaning kMeanings[] = {
        {"28P01", Code::Denied, "password"},
        {"28", Code::Denied, "login"},
        {"3D000", Code::NotFound, "database"},
        {"3F000", Code::NotFound, "schema"},
        {"42P01", Code::NotFound, "schema"},
        {"42883", Code::NotFound, "schema"},
        {"42501", Code::Denied, "right"},
        {"UD001", Code::Conflict, "lease"},
        {"UD002", Code::Invalid, "deed"},
        {"UD003", Code::NotFound, "store"},
        {"UD004", Code::Busy, "away"}, // says that it is here, and tries again
        {"08", Code::Offline, "server"},
        {"57P", Code::Offline, "server"},
        {"57014", Code::Busy, "statement"},
        {"55P03", Code::Busy, "lock"},
        {"40", Code::Busy, "lock"},
        {"25P03", Code::Offline, "server"},
        {"53300", Code::Busy, "connections"},
        {"53100", Code::Failed, "disk"},
        {"22", Code::Invalid, "value"},
        {"23505", Code::Duplicate, "row"},
        {"23", Code::Conflict, "row"},
    };
    const QString detail = QString::fromUtf8(state + ' ' + message).trimmed();
    for (const Meaning &meaning : kMeanings) {
        if (state.startsWith(meaning.state))
            return {meaning.code, QString::fromLatin1(meaning.subject), detail};
    }
    return {Code::Failed, QStringLiteral("server"), detail};
}

} // namespace updesk
