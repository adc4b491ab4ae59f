// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/parked.h"

#include "core/store/log.h"
#include "core/store/rowseq.h"
#include "core/store/setback.h"
#include "core/sync/inbox.h"
#include "core/sync/outbox.h"
#include "core/sync/rowsthere.h"

#include <algorithm>

namespace updesk
{

static constexpr char kParked[] = "SELECT d.n, d.hlc, d.who, d.verb, d.ops FROM deed d JOIN stuck s ON s.n=d.n"
                                  " WHERE d.id=?1 AND s.state=1"; // Stuck::Parked

static Result<OutDeed> parkedDeed(Database &database, DeedId id)
{
    OutDeed deed;
    deed.id = id.value;
    Query q = database.query(kParked);
    if (q.bind(1, id).next()) {
        deed.n = q.number(0);
        deed.hlc = q.number(1);
        deed.who.value = q.id(2);
        deed.verb = q.bytes(3);
        deed.line = q.bytes(4);
    }
    if (auto done = q.done(); !done)
        return done.error();
    if (deed.n == 0)
        return Error{Error::Code::NotFound, QStringLiteral("deed"), {}};
    auto ops = readOps(database, deed.line);
    if (!ops)
        return ops.error();
    deed.ops = std::move(*ops);
    return deed;
}

Result<void> retryDeed(Database &database, DeedId id)
{
    const auto deed = parkedDeed(database, id);
    if (!deed)
        return deed.error();
    auto tx = Transaction::begin(database, {});
    if (!tx)
        return tx.error();
    Query q = database.query("UPDATE stuck SET schema=?2 WHERE n=?1 AND state=1");
    if (auto done = q.bind(1, deed->n).bind(2, kAnySchema).run(); !done)
        return done;
    if (auto counted = countUnstuck(database); !counted)
        return counted;
    return tx->commit();
}

namespace
{

/// By what the deed's rows are known in the file: another program that takes one of them, or all anew, changes it.
Result<std::vector<qint64>> numbersOf(Database &database, const OutDeed &deed)
{
    const auto base = seqBase(database);
    if (!base)
        return base.error();
    std::vector<qint64> all{*base};
    for (const Op &op : deed.ops) {
        Query q = database.query(Database::Shape::Load, *op.table, op.table->all());
        all.push_back(q.bind(1, op.row).next() ? q.number(op.table->count) : -1);
        if (auto done = q.done(); !done)
            return done.error();
    }
    return all;
}

bool holds(const TakenRow &row, const Change &change)
{
    const auto field = std::ranges::find(row.fields, change.column, &Change::column);
    return field != row.fields.end() && field->after == change.after;
}

Result<void> noteGivenUp(Database &database, const OutDeed &deed, const Op &op, const TakenRow *there)
{
    for (const Change &change : op.changes) {
        if (there && holds(*there, change))
            continue; // nothing of it is lost
        Setback one;
        one.kind = Setback::Kind::Rejected;
        one.at = timeOf(deed.hlc);
        one.who = deed.who;
        one.verb = deed.verb;
        one.table = op.table->name;
        one.row = op.row;
        one.field = op.table->columns[size_t(change.column)].name;
        one.ours = setbackText(change.after);
        one.why = QStringLiteral("given_up");
        if (const auto noted = note(database, one); !noted)
            return noted.error();
    }
    return {};
}

} // namespace

static Result<void> bringHome(Transaction &tx, const OutDeed &deed, const RowsThere &home)
{
    for (const Op &op : deed.ops) {
        const TakenRow *there = home.find(op);
        if (auto noted = noteGivenUp(tx.database(), deed, op, there); !noted)
            return noted;
        if (auto brought = there ? takeRow(tx, *there) : dropRow(tx, *op.table, op.row); !brought)
            return brought;
    }
    if (auto raised = raiseClock(tx.database(), home.newest()); !raised)
        return raised;
    return layUnsent(tx);
}

/// False: another program of this desk took one of its rows while the server was asked.
static Result<bool> giveUpOnce(Database &database, Remote &remote, int store, DeedId id)
{
    const auto asked = parkedDeed(database, id);
    const auto before = asked ? numbersOf(database, *asked) : Result<std::vector<qint64>>(asked.error());
    if (!before)
        return before.error();
    RowsThere home;
    if (auto fetched = home.fetch(remote, asked->who, asked->ops); !fetched)
        return fetched.error();
    auto tx = Transaction::begin(database, {{}, store});
    if (!tx)
        return tx.error();
    const auto deed = parkedDeed(database, id); // it may also have been sent meanwhile
    const auto now = deed ? numbersOf(database, *deed) : Result<std::vector<qint64>>(deed.error());
    if (!now)
        return now.error();
    if (*now != *before)
        return false;
    if (auto fenced = fenceForGood(database, deed->n); !fenced)
        return fenced.error();
    if (auto freed = database.query("DELETE FROM stuck WHERE n=?1").bind(1, deed->n).run(); !freed)
        return freed.error();
    if (auto counted = countUnstuck(database); !counted)
        return counted.error();
    if (auto brought = bringHome(*tx, *deed, home); !brought)
        return brought.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    return true;
}

Result<void> giveUpDeed(Database &database, Remote &remote, int store, DeedId id)
{
    constexpr int kTimes = 5;
    for (int i = 0; i < kTimes; ++i) {
        const auto given = giveUpOnce(database, remote, store, id);
        if (!given || *given)
            return given ? Result<void>() : given.error();
    }
    return Error{Error::Code::Busy, {}, QStringLiteral("rows_move")};
}

bool bringsDocument(std::span<const Op> ops)
{
    return std::ranges::any_of(ops, [](const Op &op) {
        return std::ranges::any_of(
            op.changes, [](const Change &change) { return std::holds_alternative<Bytes>(change.after); });
    });
}

} // namespace updesk
