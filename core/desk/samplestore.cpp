// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/samplestore.h"

#include "core/desk/tables.h"
#include "core/store/apply.h"

namespace updesk
{

Result<std::unique_ptr<Database>> openForBulk(const QString &path, const Clock &clock)
{
    Database::Setup setup = deskSetup(clock);
    setup.derivations.clear(); // one pass over all leads at the end is far cheaper than one a row
    auto database = Database::open(path, std::move(setup), Database::Open::Existing);
    if (!database)
        return database;
    // The file is thrown away when the making fails, so it needs no journal.
    for (const char *pragma : {"PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-160000"}) {
        if (auto done = (*database)->execute(pragma); !done)
            return done.error();
    }
    return database;
}

Result<void> settleBulk(Database &database)
{
    for (const char *pragma : {"PRAGMA synchronous=FULL", "PRAGMA journal_mode=WAL"}) {
        if (auto done = database.execute(pragma); !done)
            return done;
    }
    return {};
}

template <class Table, class Row>
static Result<void> takeAll(Transaction &tx, const Table &table, const std::vector<Row> &rows)
{
    for (const Row &row : rows) {
        if (auto done = takeRow(tx, table, row); !done)
            return done;
    }
    return {};
}

Result<void> layDown(Transaction &tx, const LeadRows &rows)
{
    Result<void> done;
    static_cast<void>((done = takeRow(tx, kCustomer, rows.customer), bool(done))
        && (done = takeAll(tx, kPhone, rows.phones), bool(done))
        && (done = takeAll(tx, kEmail, rows.emails), bool(done))
        && (done = takeAll(tx, kAddress, rows.addresses), bool(done))
        && (done = takeAll(tx, kOwnedVehicle, rows.owned), bool(done))
        && (done = takeAll(tx, kLoan, rows.loans), bool(done)) && (done = takeRow(tx, kLead, rows.lead), bool(done))
        && (done = takeAll(tx, kWant, rows.wants), bool(done)) && (done = takeAll(tx, kTrade, rows.trades), bool(done))
        && (done = takeAll(tx, kAssignment, rows.assignments), bool(done))
        && (done = takeAll(tx, kActivity, rows.activities), bool(done))
        && (done = takeAll(tx, kTask, rows.tasks), bool(done))
        && (done = takeAll(tx, kAppointment, rows.appointments), bool(done))
        && (done = takeAll(tx, kVisit, rows.visits), bool(done))
        && (done = takeAll(tx, kDeal, rows.deals), bool(done)));
    return done;
}

} // namespace updesk
