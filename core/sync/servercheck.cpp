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

static constexpr char kKeepsHeads[] = "SELECT to_regprocedure('updesk.head_faults()') IS NOT NULL";
static constexpr char kHeads[] = "SELECT store_id, n, what, who FROM updesk.head_faults()";
static constexpr char kMissing[] =
    "SELECT d.store_id, d.name, d.login, (extract(epoch FROM d.seen)*1000)::bigint, d.gone_at IS NOT NULL OR"
    " d.seen<clock_timestamp()-updesk.away_after(d.store_id), d.name||' '||d.login IN (SELECT u.name||' '||u.login"
    " FROM updesk.unsettled_desks(d.store_id) u) FROM updesk.desk_here d ORDER BY 1, 2, 3";

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
            report.faults.push_back(
                {store, faults->text(n, 1), QStringLiteral("op_log"), faults->number(n, 0), {}, {}});
    }
    return {};
}

static Result<void> checkInvariants(Pg &pg, ServerReport &report)
{
    const auto faults = pg.query(kInvariants);
    if (!faults)
        return faults.error();
    for (int i = 0; i < faults->count(); ++i)
        report.faults.push_back(
            {0, faults->text(i, 0), faults->text(i, 1), faults->number(i, 2), faults->id(i, 3), {}});
    const auto unsafe = pg.query(kUnsafe);
    if (!unsafe)
        return unsafe.error();
    for (int i = 0; i < unsafe->count(); ++i)
        report.faults.push_back({0, QStringLiteral("unsafe"), unsafe->text(i, 0), 0, {}, {}});
    return {};
}

static Result<bool> keepsHeads(Pg &pg)
{
    const auto keeps = pg.query(kKeepsHeads);
    return keeps ? Result<bool>(keeps->flag(0, 0)) : keeps.error();
}

static Result<void> checkHeads(Pg &pg, ServerReport &report)
{
    const auto keeps = keepsHeads(pg);
    if (!keeps || !*keeps)
        return keeps ? Result<void>() : keeps.error();
    const auto faults = pg.query(kHeads);
    if (!faults)
        return faults.error();
    for (int i = 0; i < faults->count(); ++i)
        report.faults.push_back({int(faults->number(i, 0)), faults->text(i, 2), QStringLiteral("op_log"),
            faults->number(i, 1), {}, faults->text(i, 3)});
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
    if (auto done = checkHeads(pg, report); !done)
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

Result<std::vector<DeskSeen>> missingDesks(Pg &admin)
{
    const auto keeps = keepsHeads(admin);
    if (!keeps || !*keeps)
        return keeps ? Result<std::vector<DeskSeen>>(std::vector<DeskSeen>()) : keeps.error();
    const auto rows = admin.query(kMissing);
    if (!rows)
        return rows.error();
    std::vector<DeskSeen> missing;
    for (int i = 0; i < rows->count(); ++i) {
        if (rows->flag(i, 4) || rows->flag(i, 5))
            missing.push_back({int(rows->number(i, 0)), rows->text(i, 1), rows->text(i, 2), rows->number(i, 3),
                rows->flag(i, 4), rows->flag(i, 5)});
    }
    return missing;
}

} // namespace updesk
