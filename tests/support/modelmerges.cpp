// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modelrules.h"

#include <algorithm>

namespace updesk
{

static bool isOk(const ModelServer::Logged &logged) { return logged.answer.state == Answer::State::Ok; }

static bool makes(const Op &op, const char *table, const char *column, const Value &value)
{
    return qstrcmp(op.table->name, table) == 0 && std::ranges::any_of(op.changes, [&](const Change &change) {
        return qstrcmp(op.table->columns[size_t(change.column)].name, column) == 0 && change.after == value;
    });
}

// A row goes where its record was merged to, or between two that have been one, a no only where it has been; what the
// deed says of the two records counts for nothing.
bool ModelServer::mergeMoves(const Op &op, const Change &change, const Value &is) const
{
    if (op.kind != Op::Kind::Merge || qstrcmp(op.table->columns[size_t(change.column)].name, "customer_id") != 0)
        return false;
    const auto any = [this](const Id &row, const char *table, const char *column, const Value &value) {
        const auto history = m_history.find(row);
        return history != m_history.end() && std::ranges::any_of(history->second, [&](const Id &id) {
            const Logged &logged = m_log.at(id);
            return isOk(logged) && makes(logged.op, table, column, value);
        });
    };
    const auto *was = std::get_if<Id>(&change.before), *now = std::get_if<Id>(&change.after);
    if (!was || !now)
        return false;
    const char *table = op.table->name;
    const auto record = m_rows.find({"customer", *was});
    if (record != m_rows.end() && record->second.at("merged_into") == change.after)
        return is == change.before || any(op.row, table, "customer_id", change.before);
    const bool strict = qstrcmp(table, "consent") == 0 || qstrcmp(table, "tag") == 0;
    return (!strict || any(op.row, table, "customer_id", change.after))
        && (any(*now, "customer", "merged_into", change.before) || any(*was, "customer", "merged_into", change.after));
}

// What was refused lies at a record that is one with the record of which it was said, or comes home to that.
void ModelServer::bringHome()
{
    for (auto &[key, row] : m_rows) {
        if (key.first != "consent" || row.at("state") != Value{qint64(2)})
            continue;
        const int customer = row.table->find("customer_id");
        const auto *lies = std::get_if<Id>(&row.fields[size_t(customer)]);
        const Value home = keyedOn(row);
        if (!row.clocks.contains(customer) || !lies || !std::holds_alternative<Id>(home)
            || recordsOf(*this, home).contains(*lies))
            continue;
        row.fields[size_t(customer)] = home;
        row.seq = m_seq;
    }
}

// By the clock of the deed that put the row.
Hlc ModelServer::saidAt(const Row &row) const
{
    for (const Id &id : m_history.at(row.id)) {
        const Logged &logged = m_log.at(id);
        if (logged.op.kind == Op::Kind::Put && isOk(logged) && logged.op.table == row.table)
            return logged.hlc;
    }
    return 0;
}

} // namespace updesk
