// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fillplan.h"
#include "tests/support/modelserver.h"

#include <algorithm>

namespace updesk
{

static bool isOneOf(const Value &value, std::span<const Id> ids)
{
    const auto *id = std::get_if<Id>(&value);
    return id && std::ranges::find(ids, *id) != ids.end();
}

static qint64 numberOf(const Value &value) { return std::get<qint64>(value); }

static bool isNull(const Value &value) { return std::holds_alternative<std::monostate>(value); }

// The documents of leads and activities are not modelled: no world makes any.
OlderScope ModelServer::olderScope(std::span<const Id> records, Time before) const
{
    OlderScope scope;
    for (const Row *row : rowsOf("lead")) {
        const bool isOver = numberOf(row->at("closed")) != 0 && numberOf(row->at("received")) < before
            && numberOf(row->at("closed_at")) < before;
        if (isOver && isOneOf(row->at("customer_id"), records))
            scope.leads.push_back(row->id);
    }
    for (const Table *table : looseTables(m_tables)) {
        for (const Row *row : rowsOf(table->name))
            scope.loose += isNull(row->at("lead_id")) && isOneOf(row->at("customer_id"), records)
                && numberOf(row->at("at")) < before;
    }
    return scope;
}

Page ModelServer::older(const OlderAsk &ask) const
{
    const auto isAsked = [&ask](const Row &row) {
        switch (ask.by) {
        case OlderAsk::By::Row:
            return std::ranges::find(ask.of, row.id) != ask.of.end();
        case OlderAsk::By::Lead:
            return isOneOf(row.at("lead_id"), ask.of);
        case OlderAsk::By::Customer:
            return isNull(row.at("lead_id")) && isOneOf(row.at("customer_id"), ask.of)
                && numberOf(row.at("at")) < ask.before;
        case OlderAsk::By::Own:
            return row.seq > ask.since;
        case OlderAsk::By::Original:
            break;
        }
        return isOneOf(row.at("original_id"), ask.of);
    };
    Page page;
    for (auto at = m_rows.lower_bound({ask.table->name, ask.after});
         at != m_rows.end() && at->first.first == ask.table->name && int(page.rows.size()) < ask.limit; ++at) {
        const Row &row = at->second;
        if (row.id == ask.after || !isAsked(row))
            continue;
        page.rows.push_back(taken(row));
        for (const auto &[field, clock] : row.clocks)
            page.newest = std::max(page.newest, clock);
    }
    return page;
}

} // namespace updesk
