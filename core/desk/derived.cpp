// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/derived.h"

#include "core/leads/leadnowstore.h"
#include "core/people/namewords.h"

namespace updesk
{

Result<std::vector<RowFault>> derivedFaults(Database &database, Time now)
{
    const auto leads = rebuild(database, now, Rebuild::CompareOnly);
    auto words = nameWordFaults(database);
    if (!leads || !words)
        return !leads ? leads.error() : words.error();
    std::vector<RowFault> faults;
    if (leads->differed > 0)
        faults.push_back({QStringLiteral("lead_now"), {}, leads->differed, leads->first});
    if (words->rows > 0)
        faults.push_back(std::move(*words));
    return faults;
}

Result<Remade> remakeDerived(Database &database, Time now)
{
    const auto wrong = nameWordFaults(database);
    const auto customers = allWithNameWords(database);
    if (!wrong || !customers)
        return !wrong ? wrong.error() : customers.error();
    if (wrong->rows > 0) {
        if (auto made = remakeNameWords(database, *customers); !made)
            return made.error();
    }
    const auto leads = rebuild(database, now, Rebuild::Write);
    if (!leads)
        return leads.error();
    return Remade{leads->rows, leads->differed + int(wrong->rows)};
}

} // namespace updesk
