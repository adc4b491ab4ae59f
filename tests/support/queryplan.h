// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <initializer_list>
#include <string_view>

namespace updesk
{

/// The lines of EXPLAIN QUERY PLAN, as SQLite words them; a table with an alias is called by the alias.
/// SQL that SQLite refuses gives one line beginning "error:".
inline std::vector<QByteArray> planOf(Database &database, const QByteArray &sql)
{
    std::vector<QByteArray> lines;
    Query q = database.once("EXPLAIN QUERY PLAN " + sql);
    while (q.next())
        lines.push_back(q.bytes(3));
    if (auto done = q.done(); !done)
        lines.push_back("error: " + done.error().detail.toUtf8());
    return lines;
}

/// The first line that reads a whole table or sorts in a temporary tree, empty when there is none. `mayScan` names what
/// is small (tables, aliases), or an index that the query walks in order up to a LIMIT.
inline QByteArray planFault(const std::vector<QByteArray> &plan, std::initializer_list<std::string_view> mayScan = {})
{
    for (const QByteArray &line : plan) {
        const auto named = [&](std::string_view name) {
            const QByteArray padded = line + ' ';
            return padded.contains(' ' + QByteArray(name.data(), qsizetype(name.size())) + ' ');
        };
        const bool scans = line.startsWith("SCAN ") && line != "SCAN CONSTANT ROW";
        if (scans && std::none_of(mayScan.begin(), mayScan.end(), named))
            return line;
        if (line.contains("TEMP B-TREE") || line.contains("AUTOMATIC") || line.startsWith("error:"))
            return line;
    }
    return plan.empty() ? QByteArray("error: no plan") : QByteArray();
}

} // namespace updesk
