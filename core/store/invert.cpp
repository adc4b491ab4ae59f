// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/invert.h"

namespace updesk
{

static Result<std::vector<Value>> valuesOf(Database &database, const Table &table, const Id &row)
{
    Query q = database.query(Database::Shape::Load, table, table.all());
    q.bind(1, row);
    std::vector<Value> values;
    if (q.next()) {
        for (int i = 0; i < table.count; ++i)
            values.push_back(q.value(i, table.columns[size_t(i)].type));
    }
    if (auto done = q.done(); !done)
        return done.error();
    return values;
}

// A new row is taken back only while every field, also one the deed left at its default, is as the deed made it.
static Op inversePut(const Op &op, const std::vector<Value> &now, std::vector<Kept> &kept)
{
    Op back{Op::Kind::Set, op.table, op.row, {}};
    if (!now.empty() && now[0] != Value{qint64(0)})
        return back; // gone already
    std::array<Value, Table::kMaxColumns> made;
    for (int i = 0; i < op.table->count; ++i)
        made[size_t(i)] = defaultOf(op.table->columns[size_t(i)].type);
    for (const Change &change : op.changes)
        made[size_t(change.column)] = change.after;
    const bool legal = op.table->trait == Trait::Legal;
    bool whole = true;
    for (int i = 1; i < op.table->count; ++i) {
        if (!legal && !now.empty() && now[size_t(i)] == made[size_t(i)])
            continue;
        kept.push_back({op.table, op.row, op.table->columns[size_t(i)].name});
        whole = false;
    }
    if (whole)
        back.changes.push_back({0, qint64(1), qint64(0)});
    return back;
}

static Op inverseSet(const Op &op, const std::vector<Value> &now, std::vector<Kept> &kept)
{
    Op back{op.kind, op.table, op.row, {}};
    for (const Change &change : op.changes) {
        if (op.table->trait == Trait::Legal || now.empty() || now[size_t(change.column)] != change.after)
            kept.push_back({op.table, op.row, op.table->columns[size_t(change.column)].name});
        else
            back.changes.push_back({change.column, change.before, change.after});
    }
    return back;
}

Result<std::vector<Kept>> invert(Transaction &tx, const std::vector<Op> &ops)
{
    std::vector<Kept> kept;
    for (auto op = ops.rbegin(); op != ops.rend(); ++op) {
        const auto now = valuesOf(tx.database(), *op->table, op->row);
        if (!now)
            return now.error();
        const Op back = op->kind == Op::Kind::Put ? inversePut(*op, *now, kept) : inverseSet(*op, *now, kept);
        if (auto applied = apply(tx, back); !applied)
            return applied.error();
    }
    return kept;
}

} // namespace updesk
