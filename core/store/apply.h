// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/op.h"
#include "core/store/transaction.h"

namespace updesk
{

/// The one writer of synced tables for people and programs: changes the row and puts the op into the deed's log line.
/// Conflict when a value before no longer holds, Duplicate when the row is there already, Invalid when the column's
/// rule or type forbids the change or the deed is full, Denied with subject erased when it says something about
/// somebody who was erased. After any of these the transaction cannot be committed. To a new row it adds what the
/// set-up's Witness says.
Result<void> apply(Transaction &tx, const Op &op);

/// A row as it comes from outside the log: from the server, or laid down in bulk for a sample store.
struct TakenRow {
    const Table *table;
    Id row;
    int store;
    qint64 seq;
    std::vector<Change> fields; ///< only `after` counts; fields left out keep what they have, or the default
};

/// The other writer: upserts the row unless a newer one is there. No log.
Result<void> takeRow(Transaction &tx, const TakenRow &row);

/// Takes out a row that the server has never had or no longer has. No log.
Result<void> dropRow(Transaction &tx, const Table &table, const Id &row);

/// Which of this desk's unsent deeds change some rows, as the log stood when it was asked.
struct UnsentOf {
    qint64 upTo = 0; ///< deeds after this one may change them too
    std::vector<qint64> deeds;
};
/// Asked before a transaction begins: a long log is then read while nobody waits for the file.
Result<UnsentOf> unsentOf(Database &database, std::span<const TakenRow> taken);

/// Lays this desk's unsent ops over the rows taken in this transaction, so that a person keeps seeing own edits.
/// `known` was asked for these rows, and perhaps others; without it the whole log is read. A deed that this program
/// cannot read is left out.
Result<void> layUnsent(Transaction &tx, const UnsentOf &known = {});

/// Lays ops of a deed that came into the log from elsewhere (salvage.h) over their rows: a new row where there is none,
/// changes where there is one.
Result<void> layOps(Transaction &tx, std::span<const Op> ops);

/// The whole struct, so that the row is alive and equal to it afterwards.
template <class S, class... T>
Result<void> takeRow(Transaction &tx, const TableOf<S, T...> &table, const S &row, qint64 seq = 0)
{
    TakenRow taken{&table, row.id.value, tx.by().store, seq, {{0, qint64(0), {}}}};
    taken.fields.reserve(1 + sizeof...(T));
    table.each([&](int i, auto at) { taken.fields.push_back({i, toValue(row.*at), {}}); });
    return takeRow(tx, taken);
}

/// Whether this desk has a row with this id, removed or not.
Result<bool> hasRow(Database &database, const Table &table, const Id &row);

/// A field that undo left alone because it has changed since, or may not be taken back.
struct Kept {
    const Table *table;
    Id row;
    const char *column;
};

/// The ops of a deed; NotFound when the log no longer has it.
Result<std::vector<Op>> opsOf(Database &database, DeedId deed);

/// Takes a deed back by a new deed and names the fields it had to leave. Rows of Trait::Legal are left to the verb.
Result<std::vector<Kept>> undo(Transaction &tx, DeedId deed);

/// All rows of a small table that are not removed, in the order they were made.
template <class S, class... T>
Result<std::vector<S>> loadAll(Database &database, const TableOf<S, T...> &table)
{
    std::vector<S> rows;
    Query q = database.query(Database::Shape::All, table, table.all());
    while (q.next()) {
        S &s = rows.emplace_back();
        s.id.value = q.id(0);
        table.each([&](int i, auto at) { q.read(i + 1, s.*at); });
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

/// One row as a struct; NotFound when it is absent or removed.
template <class S, class... T>
Result<S> load(Database &database, const TableOf<S, T...> &table, const Id &row)
{
    Query q = database.query(Database::Shape::Load, table, table.all());
    q.bind(1, row);
    if (!q.next() || q.number(0) != 0) {
        if (auto done = q.done(); !done)
            return done.error();
        return Error{Error::Code::NotFound, QString::fromLatin1(table.name), {}};
    }
    S s;
    s.id.value = row;
    table.each([&](int i, auto at) { q.read(i, s.*at); });
    return s;
}

} // namespace updesk
