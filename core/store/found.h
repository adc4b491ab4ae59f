// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

#include <optional>
#include <vector>

namespace updesk
{

/// The rows whose ids a query gives in its first column, in its order. NotFound: one of them has gone meanwhile.
template <class S, class... T>
Result<std::vector<S>> foundRows(Database &database, const TableOf<S, T...> &table, Query query)
{
    std::vector<Id> ids;
    {
        Query q = std::move(query); // ended before the next is asked
        while (q.next())
            ids.push_back(q.id(0));
        if (auto done = q.done(); !done)
            return done.error();
    }
    std::vector<S> rows;
    for (const Id &id : ids) {
        auto row = load(database, table, id);
        if (!row)
            return row.error();
        rows.push_back(std::move(*row));
    }
    return rows;
}

/// The row whose id a query gives first; nothing: it gives none.
template <class S, class... T>
Result<std::optional<S>> foundRow(Database &database, const TableOf<S, T...> &table, Query query)
{
    Id id;
    {
        Query q = std::move(query);
        id = q.next() ? q.id(0) : Id{};
        if (auto done = q.done(); !done)
            return done.error();
    }
    if (id.isNull())
        return std::optional<S>();
    auto row = load(database, table, id);
    return row ? Result<std::optional<S>>(std::optional<S>(std::move(*row))) : row.error();
}

} // namespace updesk
