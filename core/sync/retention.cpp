// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/retention.h"

#include "core/store/apply.h"
#include "core/store/log.h"
#include "core/sync/oldermarks.h"

#include <set>

namespace updesk
{

namespace
{

// Every table is met by its index, from the customer outwards.
static constexpr char kOfRecord[] =
    "SELECT id FROM lead WHERE customer_id=?1"
    " UNION SELECT original_id FROM lead WHERE customer_id=?1 AND original_id IS NOT NULL"
    " UNION SELECT a.original_id FROM lead l CROSS JOIN activity a WHERE l.customer_id=?1 AND a.lead_id=l.id"
    " AND a.original_id IS NOT NULL"
    " UNION SELECT id FROM activity WHERE lead_id IS NULL AND customer_id=?1"
    " UNION SELECT original_id FROM activity WHERE lead_id IS NULL AND customer_id=?1 AND original_id IS NOT NULL"
    " UNION SELECT id FROM appointment WHERE lead_id IS NULL AND customer_id=?1";

/// What goes together or not at all: a lead and what is its own.
struct Bundle {
    std::vector<std::pair<const Table *, Id>> rows;
};

/// The rows to take out, as the file stood when the last deed in it was `last`.
class Leaving
{
public:
    Leaving(Database &database, Time now, int most)
        : m_database(database), m_now(now), m_before(now - kKeptAtDesk), m_most(most)
    {
    }
    Result<int> run();

private:
    Result<std::vector<Id>> ids(const QByteArray &sql, const Value &value);
    Result<void> add(const Table &table, const char *condition, const Table *part, const char *column);
    Result<void> addOf(const Table &table, const char *column, const Id &of, Bundle &bundle);
    Result<void> readAskedFor();
    Result<void> collect();
    Result<void> sparesLogged();
    Result<int> drop();
    bool full() const { return m_rows >= size_t(m_most); }

    Database &m_database;
    Time m_now, m_before;
    int m_most;
    std::set<Id> m_askedFor; ///< of every table
    qint64 m_last = 0;
    size_t m_rows = 0;
    std::vector<Bundle> m_bundles;
};

Result<std::vector<Id>> Leaving::ids(const QByteArray &sql, const Value &value)
{
    std::vector<Id> found;
    Query q = m_database.once(sql);
    q.bind(1, value).bind(2, m_most + int(m_askedFor.size())); // those of the asked for are passed over
    while (q.next())
        found.push_back(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    return found;
}

Result<void> Leaving::addOf(const Table &table, const char *column, const Id &of, Bundle &bundle)
{
    const auto rows = ids(QByteArray("SELECT id FROM ") + table.name + " WHERE " + column + "=?1 AND ?2>0", of);
    if (!rows)
        return rows.error();
    for (const Id &row : *rows)
        bundle.rows.push_back({&table, row});
    return {};
}

// The rows of `table` that the condition names; with each all rows of the tables that hang on it by `column`.
Result<void> Leaving::add(const Table &table, const char *condition, const Table *part, const char *column)
{
    const auto rows =
        ids(QByteArray("SELECT id FROM ") + table.name + " WHERE " + condition + " LIMIT ?2", Value{m_before});
    if (!rows)
        return rows.error();
    for (const Id &row : *rows) {
        if (full())
            return {};
        if (m_askedFor.contains(row))
            continue;
        Bundle bundle{{{&table, row}}};
        for (const Table *other : m_database.setup().tables) {
            const bool hangs = part ? other == part : column && hangsOn(*other) == Hangs::OfLead;
            if (!hangs)
                continue;
            if (auto added = addOf(*other, column, row, bundle); !added)
                return added;
        }
        m_rows += bundle.rows.size();
        m_bundles.push_back(std::move(bundle));
    }
    return {};
}

// What was fetched because somebody asked for it, and not long ago: it goes with its documents, or not at all.
Result<void> Leaving::readAskedFor()
{
    const auto kept = olderKept(m_database, m_now);
    if (!kept)
        return kept.error();
    for (const Id &row : *kept) {
        m_askedFor.insert(row);
        Query q = m_database.query(kOfRecord);
        q.bind(1, row);
        while (q.next())
            m_askedFor.insert(q.id(0));
        if (auto done = q.done(); !done)
            return done;
    }
    return {};
}

Result<void> Leaving::collect()
{
    const Table *parts = m_database.table("original_part");
    for (const Table *table : m_database.setup().tables) {
        if (full())
            return {};
        Result<void> added;
        const Hangs hangs = hangsOn(*table);
        if (hangs == Hangs::Lead)
            added = add(*table, "closed<>0 AND received<?1 AND closed_at<?1 AND seq>0", nullptr, "lead_id");
        else if (hangs == Hangs::OfLead && table->find("at") >= 0)
            added = add(*table, "lead_id IS NULL AND at<?1 AND seq>0", nullptr, nullptr);
        else if (hangs == Hangs::Quarantine)
            added = add(*table, "state<>0 AND at<?1 AND seq>0", nullptr, nullptr);
        else if (hangs == Hangs::Original && parts)
            added = add(*table, "arrived<?1 AND seq>0", parts, "original_id");
        if (!added)
            return added;
    }
    return {};
}

// What a deed in the log speaks of stays: it may be unsent, be undone, or be compared with its row.
Result<void> Leaving::sparesLogged()
{
    std::set<Id> wanted, logged;
    Query q = m_database.query("SELECT n, ops FROM deed ORDER BY n");
    for (const Bundle &bundle : m_bundles) {
        for (const auto &[table, row] : bundle.rows)
            wanted.insert(row);
    }
    while (q.next()) {
        m_last = q.number(0);
        for (const Id &row : rowsIn(q.bytes(1))) {
            if (wanted.contains(row))
                logged.insert(row);
        }
    }
    std::erase_if(m_bundles, [&logged](const Bundle &bundle) {
        return std::ranges::any_of(bundle.rows, [&logged](const auto &row) { return logged.contains(row.second); });
    });
    return q.done();
}

// A deed that was done since may speak of these rows: then all wait for the next time.
Result<int> Leaving::drop()
{
    constexpr size_t kSlice = 50;
    int dropped = 0;
    for (auto at = m_bundles.begin(); at != m_bundles.end();) {
        auto tx = Transaction::begin(m_database, {});
        if (!tx)
            return tx.error();
        Query q = m_database.query("SELECT ifnull(max(n), 0) FROM deed");
        const bool same = q.next() && q.number(0) == m_last;
        if (auto done = q.done(); !done)
            return done.error();
        if (!same)
            return dropped;
        for (size_t rows = 0; at != m_bundles.end() && rows < kSlice; ++at) {
            for (const auto &[table, row] : at->rows) {
                if (auto gone = dropRow(*tx, *table, row); !gone)
                    return gone.error();
            }
            rows += at->rows.size();
            dropped += int(at->rows.size());
        }
        if (auto done = tx->commit(); !done)
            return done.error();
        Database::giveWay();
    }
    return dropped;
}

Result<int> Leaving::run()
{
    if (auto forgotten = forgetOlder(m_database, m_now); !forgotten)
        return forgotten.error();
    if (auto read = readAskedFor(); !read)
        return read.error();
    if (auto collected = collect(); !collected)
        return collected.error();
    if (m_bundles.empty())
        return 0;
    if (auto spared = sparesLogged(); !spared)
        return spared.error();
    return drop();
}

} // namespace

Result<int> dropOutOfWindow(Database &database, Time now, int most)
{
    const auto joined = database.state("joined");
    if (!joined)
        return joined.error();
    return *joined == 0 ? Result<int>(0) : Leaving(database, now, most).run();
}

} // namespace updesk
