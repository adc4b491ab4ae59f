// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/restate.h"

#include "core/store/transaction.h"

namespace updesk
{

// From manager upwards.
static constexpr char kManager[] = "SELECT 1 FROM person WHERE id=?1 AND active=1 AND deleted=0 AND role>=3";

Result<void> wantRestated(Database &database) { return database.setState("restate", 1); }

static Result<PersonId> managerHere(Database &database, const Remote &remote)
{
    for (const PersonId who : remote.people()) {
        Query q = database.query(kManager);
        const bool manages = q.bind(1, who).next();
        if (auto done = q.done(); !done)
            return done.error();
        if (manages)
            return who;
    }
    return PersonId{};
}

static Result<std::vector<Op>> rowsOf(Database &database, const Table &table)
{
    std::vector<Op> puts;
    Query q = database.query(Database::Shape::All, table, table.all());
    while (q.next()) {
        Op op{Op::Kind::Put, &table, q.id(0), {}};
        for (int i = 1; i < table.count; ++i)
            op.changes.push_back({i, q.value(i + 1, table.columns[size_t(i)].type), {}});
        puts.push_back(std::move(op));
    }
    if (auto done = q.done(); !done)
        return done.error();
    return puts;
}

Result<void> restateErasures(Database &database, const Remote &remote, int store)
{
    const auto wanted = database.state("restate");
    if (!wanted || *wanted == 0)
        return wanted ? Result<void>() : wanted.error();
    const auto manager = managerHere(database, remote);
    if (!manager || manager->isNull())
        return manager ? Result<void>() : manager.error();
    auto tx = Transaction::begin(database, {*manager, store});
    if (!tx)
        return tx.error();
    if (auto deed = tx->start("erase_again"); !deed)
        return deed.error();
    for (const char *name : {"erasure", "suppression"}) {
        const Table *table = database.table(name);
        const auto puts = table ? rowsOf(database, *table) : Result<std::vector<Op>>(std::vector<Op>());
        if (!puts)
            return puts.error();
        for (const Op &op : *puts) { // a row that is new again, until the server has numbered it
            if (auto dropped = dropRow(*tx, *op.table, op.row); !dropped)
                return dropped;
            if (auto done = apply(*tx, op); !done)
                return done;
        }
    }
    if (auto done = database.query("DELETE FROM state WHERE k='restate'").run(); !done)
        return done;
    return tx->commit();
}

} // namespace updesk
