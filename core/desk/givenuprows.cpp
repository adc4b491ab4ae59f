// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/givenup.h"
#include "core/store/log.h"
#include "core/store/unsent.h"

#include <algorithm>
#include <map>

namespace updesk
{

#define GIVEN_UP                                                                                                       \
    " FROM setback s WHERE s.tbl='original' AND s.why='given_up'"                                                      \
    " AND NOT EXISTS(SELECT 1 FROM original o WHERE o.id=s.row_id AND o.deleted=0)"
static constexpr char kRows[] =
    "SELECT s.row_id, max(s.at) AS at" GIVEN_UP " GROUP BY s.row_id ORDER BY at DESC LIMIT ?1";
static constexpr char kCount[] = "SELECT count(DISTINCT s.row_id)" GIVEN_UP;
static constexpr char kDeeds[] = "SELECT ops FROM deed WHERE epoch=" UPDESK_FOR_GOOD " ORDER BY n DESC";

template <class T>
static T fieldOf(const Op &op, const char *column)
{
    const int at = op.table->find(column);
    const auto field = std::ranges::find(op.changes, at, &Change::column);
    const T *value = field == op.changes.end() ? nullptr : std::get_if<T>(&field->after);
    return value ? *value : T();
}

static std::optional<GivenUpDocument> documentIn(const std::vector<Op> &ops, OriginalId id)
{
    GivenUpDocument out;
    std::map<qint64, QByteArray> parts;
    for (const Op &op : ops) {
        if (op.table == &kOriginal && op.row == id.value) {
            out.row.id = id;
            out.row.name = QString::fromUtf8(fieldOf<QByteArray>(op, "name"));
            out.row.sha256 = QString::fromUtf8(fieldOf<QByteArray>(op, "sha256"));
            out.row.kind = Original::Kind(fieldOf<qint64>(op, "kind"));
            out.row.bytesTotal = fieldOf<qint64>(op, "bytes_total");
            out.row.arrived = fieldOf<qint64>(op, "arrived");
        } else if (op.table == &kOriginalPart && fieldOf<Id>(op, "original_id") == id.value) {
            parts[fieldOf<qint64>(op, "n")] = fieldOf<Bytes>(op, "bytes").data;
        }
    }
    for (const auto &[n, bytes] : parts)
        out.bytes += bytes;
    return out.row.id.isNull() ? std::nullopt : std::optional(std::move(out));
}

Result<GivenUpDocument> givenUpDocument(Database &database, OriginalId id)
{
    Query q = database.query(kDeeds);
    std::optional<GivenUpDocument> found;
    while (!found && q.next()) {
        const QByteArray line = q.bytes(0);
        if (std::ranges::count(rowsIn(line), id.value) == 0)
            continue;
        const auto ops = readOps(database, line);
        if (!ops)
            return ops.error();
        found = documentIn(*ops, id);
    }
    if (auto done = q.done(); !done)
        return done.error();
    if (!found)
        return Error{Error::Code::NotFound, QStringLiteral("document"), {}};
    return std::move(*found);
}

// The log is read once, the newest deed first; a document that it no longer has stays without a name.
static Result<void> nameThem(Database &database, std::vector<QuarantineRow> &rows)
{
    std::map<Id, QuarantineRow *> open;
    for (QuarantineRow &row : rows)
        open.emplace(row.original.value, &row);
    Query q = database.query(kDeeds);
    while (!open.empty() && q.next()) {
        const QByteArray line = q.bytes(0);
        const std::vector<Id> named = rowsIn(line);
        if (std::ranges::none_of(named, [&open](const Id &id) { return open.contains(id); }))
            continue;
        const auto ops = readOps(database, line);
        if (!ops)
            return ops.error();
        for (const Id &id : named) {
            const auto row = open.find(id);
            const auto document = row == open.end() ? std::nullopt : documentIn(*ops, {id});
            if (!document)
                continue;
            row->second->name = document->row.name;
            row->second->bytes = document->row.bytesTotal;
            open.erase(row);
        }
    }
    return q.done();
}

Result<std::vector<QuarantineRow>> givenUpRows(Database &database, int limit)
{
    std::vector<QuarantineRow> rows;
    Query q = database.query(kRows);
    q.bind(1, limit);
    while (q.next()) {
        QuarantineRow &row = rows.emplace_back();
        row.id = {q.id(0)};
        row.original = {q.id(0)};
        row.code = QString::fromLatin1(kGivenUpCode);
        row.at = q.number(1);
    }
    if (auto done = q.done(); !done)
        return done.error();
    auto named = nameThem(database, rows);
    return named ? Result<std::vector<QuarantineRow>>(std::move(rows)) : named.error();
}

Result<int> givenUpCount(Database &database)
{
    Query q = database.query(kCount);
    const int count = q.next() ? q.integer(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return count;
}

} // namespace updesk
