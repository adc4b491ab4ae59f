// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/oldermarks.h"

#include "core/store/aliases.h"
#include "core/store/database.h"

#include <algorithm>

namespace updesk
{

static constexpr char kRecords[] = "WITH " UPDESK_WHO "SELECT id FROM who";
static constexpr char kBegunOf[] = "older.begun.", kWholeOf[] = "older.whole.";

static QByteArray keyOf(OlderMark mark, const Id &row)
{
    return (mark == OlderMark::Whole ? kWholeOf : kBegunOf) + row.hex();
}

Result<std::vector<Id>> recordsOf(Database &database, CustomerId customer)
{
    std::vector<Id> records;
    Query q = database.query(kRecords);
    q.bind(1, customer);
    while (q.next())
        records.push_back(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    return records;
}

Result<void> markOlder(Database &database, std::span<const Id> rows, OlderMark mark, Time at)
{
    for (const Id &row : rows) {
        if (auto kept = database.setState(keyOf(mark, row).constData(), at); !kept)
            return kept;
    }
    return {};
}

Result<Time> olderMarkOf(Database &database, OlderMark mark, const Id &row)
{
    return database.state(keyOf(mark, row).constData());
}

Result<bool> isOlderWhole(Database &database, std::span<const Id> records, Time now)
{
    for (const Id &record : records) {
        const auto at = olderMarkOf(database, OlderMark::Whole, record);
        if (!at || *at <= now - kFetchedKept)
            return at ? Result<bool>(false) : at.error();
    }
    return !records.empty();
}

Result<bool> olderBrokeOff(Database &database, std::span<const Id> records, Time now)
{
    const auto whole = isOlderWhole(database, records, now);
    if (!whole || *whole)
        return whole ? Result<bool>(false) : whole.error();
    for (const Id &record : records) {
        const auto begun = olderMarkOf(database, OlderMark::Begun, record);
        if (!begun || *begun != 0)
            return begun ? Result<bool>(true) : begun.error();
    }
    return false;
}

Result<std::vector<Id>> olderKept(Database &database, Time now)
{
    std::vector<Id> rows;
    Query q = database.query("SELECT k FROM state WHERE k LIKE 'older.begun.%' AND v>?1");
    q.bind(1, now - kFetchedKept);
    while (q.next()) {
        const QByteArray hex = q.bytes(0).mid(qsizetype(sizeof kBegunOf) - 1);
        if (const auto row = Id::fromHex({hex.constData(), size_t(hex.size())}))
            rows.push_back(*row);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<void> forgetOlder(Database &database, Time now)
{
    return database.query("DELETE FROM state WHERE k LIKE 'older.%' AND v<=?1").bind(1, now - kFetchedKept).run();
}

} // namespace updesk
