// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/ringrows.h"

#include <map>

namespace updesk
{

static constexpr char kPostals[] =
    "SELECT postal, count(*) FROM address WHERE deleted=0 AND postal<>'' GROUP BY postal";

Result<std::vector<MissingPrefix>> missingPrefixes(Database &database, const RingTable &rings)
{
    std::map<QString, int> counts;
    Query q = database.query(kPostals);
    while (q.next()) {
        for (const QString &prefix : rings.missing({q.text(0)}))
            counts[prefix] += q.integer(1);
    }
    if (auto done = q.done(); !done)
        return done.error();
    std::vector<MissingPrefix> rows;
    for (const auto &[prefix, addresses] : counts)
        rows.push_back({prefix, addresses});
    return rows;
}

} // namespace updesk
