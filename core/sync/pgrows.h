// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/table.h"

#include <memory>

struct pg_result;

namespace updesk
{

/// What a statement returned. Columns and rows count from 0; a null reads as 0, empty or the null id.
class PgRows
{
public:
    explicit PgRows(pg_result *result);
    int count() const;
    int columns() const;
    qint64 changed() const; ///< rows that an INSERT, UPDATE or DELETE touched
    bool isNull(int row, int column) const;
    qint64 number(int row, int column) const;
    bool flag(int row, int column) const;
    QByteArray bytes(int row, int column) const; ///< the text as it stands, UTF-8
    QString text(int row, int column) const { return QString::fromUtf8(bytes(row, column)); }
    QByteArray blob(int row, int column) const; ///< of a bytea
    Id id(int row, int column) const; ///< of a uuid

private:
    struct Free {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Free> m_result;
};

/// The error a result stands for; also says what became of a connection that failed while it was opened.
Error pgError(const pg_result *result);
/// By SQLSTATE; `message` is put behind it unless it may hold a customer's data.
Error pgError(const QByteArray &state, const QByteArray &message);

} // namespace updesk
