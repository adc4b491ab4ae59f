// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/refill.h"

#include "core/store/erase.h"
#include "core/store/log.h"
#include "core/store/rowseq.h"
#include "core/store/unsent.h"

#include <set>

namespace updesk
{

Result<void> beginRefill(Transaction &tx)
{
    Database &database = tx.database();
    if (auto raised = raiseSeqBase(tx); !raised)
        return raised;
    step("refill begun");
    if (auto done = database.query("DELETE FROM state WHERE k LIKE 'taken.%'").run(); !done)
        return done;
    // What was fetched for a customer does not come again with the rest.
    if (auto done = database.query("DELETE FROM state WHERE k LIKE 'older.%'").run(); !done)
        return done;
    // Of the deeds up to here nothing says any longer which of their rows others have changed since.
    if (auto done = database
                        .query("INSERT INTO state(k,v) SELECT 'refilled', ifnull(max(n),0) FROM deed WHERE true"
                               " ON CONFLICT(k) DO UPDATE SET v=excluded.v")
                        .run();
        !done)
        return done;
    return database.setState("anew", 1);
}

Result<bool> isRefilling(Database &database)
{
    const auto anew = database.state("anew");
    if (!anew)
        return anew.error();
    return *anew != 0;
}

// Also of deeds that this program cannot read.
static Result<std::set<Id>> rowsOnTheirWay(Database &database)
{
    std::set<Id> rows;
    Query q = database.query("SELECT d.ops FROM deed d WHERE" UPDESK_UNSENT "AND d.epoch>=0");
    while (q.next()) {
        const std::vector<Id> named = rowsIn(q.bytes(0));
        rows.insert(named.begin(), named.end());
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

static Result<std::vector<Id>> leftOver(Database &database, const Table &table, qint64 base)
{
    std::vector<Id> rows;
    Query q = database.once(QByteArray("SELECT id FROM ") + table.name + " WHERE seq<=?1");
    q.bind(1, base);
    while (q.next())
        rows.push_back(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

// What is on its way is asked inside the transaction: a deed of this moment must not lose its row.
static Result<void> drop(Database &database, int store, const Table &table, std::span<const Id> rows)
{
    auto tx = Transaction::begin(database, {{}, store});
    if (!tx)
        return tx.error();
    const auto onTheirWay = rowsOnTheirWay(database);
    if (!onTheirWay)
        return onTheirWay.error();
    for (const Id &row : rows) {
        if (onTheirWay->contains(row))
            continue;
        if (auto dropped = dropRow(*tx, table, row); !dropped)
            return dropped;
    }
    return tx->commit();
}

static bool isErasing(const Table &table)
{
    return qstrcmp(table.name, "erasure") == 0 || qstrcmp(table.name, "suppression") == 0;
}

Result<void> endRefill(Database &database, int store)
{
    constexpr size_t kSlice = 50;
    const auto base = seqBase(database);
    if (!base)
        return base.error();
    for (const Table *table : database.setup().tables) {
        if (isErasing(*table)) // a server that was set back may not know of it yet: desks tell it
            continue;
        const auto rows = leftOver(database, *table, *base);
        if (!rows)
            return rows.error();
        for (size_t from = 0; from < rows->size(); from += kSlice) {
            const auto slice = std::span(*rows).subspan(from, std::min(kSlice, rows->size() - from));
            if (auto dropped = drop(database, store, *table, slice); !dropped)
                return dropped;
            Database::giveWay();
        }
    }
    if (auto again = eraseAgain(database, store); !again)
        return again;
    return database.query("DELETE FROM state WHERE k='anew'").run();
}

} // namespace updesk
