// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/servercheck.h"

#include "core/sync/lease.h"

namespace updesk
{

static constexpr char kSchema[] = "SELECT schema_ver FROM updesk.meta";
static constexpr char kStores[] = "SELECT store_id, n, seq, encode(chain, 'hex') FROM updesk.feed ORDER BY store_id";
static constexpr char kChain[] = "SELECT n, what FROM updesk.chain_faults($1) LIMIT 100";
static constexpr char kInvariants[] = "SELECT what, tbl, rows, example FROM updesk.invariant_faults()";
static constexpr char kUnsafe[] = "SELECT name FROM pg_settings WHERE setting='off'"
                                  " AND name IN ('fsync','full_page_writes','synchronous_commit')";

static constexpr char kCanSay[] = "SELECT to_regprocedure('updesk.unhosted_ms(integer)') IS NOT NULL";
static constexpr char kUnhosted[] =
    "SELECT f.store_id, updesk.unhosted_ms(f.store_id) FROM updesk.feed f WHERE f.store_id>0"
    " AND EXISTS(SELECT 1 FROM updesk.member m WHERE m.store_id=f.store_id) ORDER BY f.store_id";

static Result<void> checkChains(Pg &pg, ServerReport &report)
{
    const auto stores = pg.query(kStores);
    if (!stores)
        return stores.error();
    for (int i = 0; i < stores->count(); ++i) {
        const int store = int(stores->number(i, 0));
        report.stores.push_back({store, stores->number(i, 1), stores->number(i, 2), stores->bytes(i, 3)});
        const auto faults = pg.query(kChain, store);
        if (!faults)
            return faults.error();
        for (int n = 0; n < faults->count(); ++n)
            report.faults.push_back({store, faults->text(n, 1), QStringLiteral("op_log"), faults->number(n, 0), {}});
    }
    return {};
}

static Result<void> checkInvariants(Pg &pg, ServerReport &report)
{
    const auto faults = pg.query(kInvariants);
    if (!faults)
        return faults.error();
    for (int i = 0; i < faults->count(); ++i)
        report.faults.push_back({0, faults->text(i, 0), faults->text(i, 1), faults->number(i, 2), faults->id(i, 3)});
    const auto unsafe = pg.query(kUnsafe);
    if (!unsafe)
        return unsafe.error();
    for (int i = 0; i < unsafe->count(); ++i)
        report.faults.push_back({0, QStringLiteral("unsafe"), unsafe->text(i, 0), 0, {}});
    return {};
}

static Result<ServerReport> checkIn(Pg &pg)
{
    ServerReport report;
    const auto schema = pg.query(kSchema);
    if (!schema)
        return schema.error();
    report.schema = int(schema->number(0, 0));
    if (auto done = checkChains(pg, report); !done)
        return done.error();
    if (auto done = checkInvariants(pg, report); !done)
        return done.error();
    return report;
}

Result<ServerReport> checkServer(Pg &admin)
{
    if (auto begun = admin.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); !begun)
        return begun.error();
    auto report = checkIn(admin);
    if (auto done = admin.execute("ROLLBACK"); report && !done)
        return done.error();
    return report;
}

Result<std::vector<UnhostedStore>> unhostedStores(Pg &admin)
{
    const auto can = admin.query(kCanSay);
    if (!can || !can->flag(0, 0))
        return can ? Result<std::vector<UnhostedStore>>(std::vector<UnhostedStore>()) : can.error();
    const auto stores = admin.query(kUnhosted);
    if (!stores)
        return stores.error();
    std::vector<UnhostedStore> unhosted;
    for (int i = 0; i < stores->count(); ++i) {
        if (const Time lasts = stores->number(i, 1); lasts >= Lease::kMissed)
            unhosted.push_back({int(stores->number(i, 0)), lasts});
    }
    return unhosted;
}

} // namespace updesk
