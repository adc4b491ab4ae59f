// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/table.h"

#include <vector>

namespace updesk
{

/// One field of an op: what it becomes and what it was.
struct Change {
    int column;
    Value after;
    Value before;
};

/// One changed row. Deed, op id, clock and person are stamped by the Transaction, so nobody can forge or forget them.
struct Op {
    enum class Kind : quint8 { Put, Set, Claim, Assign, Merge };
    Kind kind = Kind::Set;
    const Table *table = nullptr;
    Id row;
    std::vector<Change> changes;
};

/// A new row. Fields that hold their column's default are left out.
template <class S, class... T>
Op put(const TableOf<S, T...> &table, const S &row)
{
    Op op{Op::Kind::Put, &table, row.id.value, {}};
    op.changes.reserve(sizeof...(T));
    table.each([&](int i, auto at) {
        Value value = toValue(row.*at);
        if (value != defaultOf(table.columns[size_t(i)].type))
            op.changes.push_back({i, std::move(value), {}});
    });
    return op;
}

/// The fields that differ between two states of one row; no changes, no op.
template <class S, class... T>
Op set(const TableOf<S, T...> &table, const S &before, const S &after, Op::Kind kind = Op::Kind::Set)
{
    Q_ASSERT(before.id == after.id);
    Op op{kind, &table, after.id.value, {}};
    table.each([&](int i, auto at) {
        if (!(before.*at == after.*at))
            op.changes.push_back({i, toValue(after.*at), toValue(before.*at)});
    });
    return op;
}

/// A tombstone on the row.
inline Op remove(const Table &table, const Id &row)
{
    return {Op::Kind::Set, &table, row, {{0, qint64(1), qint64(0)}}};
}

} // namespace updesk
