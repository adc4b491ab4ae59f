// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/lead.h"
#include "core/store/log.h"
#include "core/sync/older.h"
#include "core/sync/oldermarks.h"
#include "core/sync/retention.h"
#include "tests/core/sync/simworld.h"

#include <set>

namespace updesk
{

bool Wire::speaksFor(PersonId) const { return !m_desk.away; }

std::vector<PersonId> Wire::people() const
{
    return m_desk.away ? std::vector<PersonId>() : std::vector{m_desk.author.who};
}

/// The rows of this desk that a deed of its own changes which the server has not taken.
static std::set<std::pair<const Table *, Id>> unsentRows(Database &database)
{
    std::set<Id> named;
    Query q = database.query("SELECT ops FROM deed WHERE (n>(SELECT v FROM state WHERE k='sent')"
                             " OR n IN (SELECT n FROM stuck)) AND epoch>=0");
    while (q.next()) {
        const auto rows = rowsIn(q.bytes(0));
        named.insert(rows.begin(), rows.end());
    }
    std::set<std::pair<const Table *, Id>> here;
    for (const Table *table : database.setup().tables) {
        for (const Id &row : named) {
            if (const auto has = hasRow(database, *table, row); has && *has)
                here.insert({table, row});
        }
    }
    return here;
}

static qint64 count(Database &database, const char *table)
{
    Query q = database.once(QByteArray("SELECT count(*) FROM ") + table);
    return q.next() ? q.number(0) : -1;
}

void World::tidy(SimDesk &desk)
{
    doing = "tidy";
    constexpr int kRows = 8;
    const auto waiting = unsentRows(*desk.database);
    const qint64 deeds = count(*desk.database, "deed");
    (void)dropOutOfWindow(*desk.database, desk.clock.now(), kRows);
    if (planted == Planted::UnsentTidied && !waiting.empty() && dice(4) == 0) {
        auto tx = Transaction::begin(*desk.database, {{}, ModelServer::kStore});
        if (tx && dropRow(*tx, *waiting.begin()->first, waiting.begin()->second))
            (void)tx->commit();
    }
    for (const auto &[table, row] : waiting) {
        if (const auto has = hasRow(*desk.database, *table, row); has && !*has && fault.isEmpty())
            fault = QByteArray("a row of ") + table->name + " that the server does not have yet was tidied away";
    }
    if (count(*desk.database, "deed") != deeds && fault.isEmpty())
        fault = "tidying up was logged";
}

std::vector<CustomerId> World::withHistory() const
{
    std::set<CustomerId> all;
    for (const auto &[key, row] : server.rows()) {
        const Value customer = key.first == kLead.name ? row.at("customer_id") : Value{};
        const auto *id = std::get_if<Id>(&customer);
        if (id && !server.olderScope(std::span(id, 1), now - kKeptAtDesk).leads.empty())
            all.insert({*id});
    }
    return {all.begin(), all.end()};
}

void World::fetch(SimDesk &desk, CustomerId customer)
{
    doing = "older";
    constexpr int kPage = 2;
    const qint64 deeds = count(*desk.database, "deed"), told = count(*desk.database, "setback");
    const auto history = OlderFetch::open(*desk.database, ModelServer::kStore, customer, desk.author.who, kPage);
    if (!history)
        return;
    Result<bool> whole = false;
    while (whole && !*whole)
        whole = (*history)->further(*desk.wire);
    if (!whole && !faults && fault.isEmpty())
        fault = "the older history of a customer did not come";
    const bool same = count(*desk.database, "deed") == deeds && count(*desk.database, "setback") == told;
    if (!same && fault.isEmpty())
        fault = "older history was taken for news";
}

void World::fetchAny(SimDesk &desk)
{
    const auto all = withHistory();
    if (!all.empty())
        fetch(desk, all[size_t(dice(int(all.size())))]);
}

void World::fetchAll()
{
    for (const CustomerId customer : withHistory()) {
        for (const auto &desk : desks)
            fetch(*desk, customer);
    }
    for (const auto &desk : desks) // and from here on they may be let go of again
        (void)forgetOlder(*desk->database, desk->clock.now() + 2 * kFetchedKept);
}

void World::restore()
{
    if (backup.rows().empty()) // a server without anything is no copy, and no desk goes on with it (tst_serverlost)
        return;
    ++restores;
    const ModelServer newer = server;
    server = backup;
    server.restored(newer);
    for (const SimHost &host : hosts)
        server.replayJournal(host.journal);
    restartServer();
}

// A request whose sender has given up, and perhaps asked again, is still carried out.
void World::deliverLate()
{
    for (const auto &[author, deeds] : std::exchange(late, {}))
        (void)server.push(author, deeds, now);
}

} // namespace updesk
