// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/apply.h"

#include "core/store/erase.h"
#include "core/store/invert.h"
#include "core/store/log.h"
#include "core/store/rowseq.h"
#include "core/store/unsent.h"

#include <set>

namespace updesk
{

using Shape = Database::Shape;

// From the first that waits on, and not through all that was sent long ago.
static constexpr char kUnsentAfter[] = "SELECT d.n, d.ops FROM deed d WHERE d.n>=max(?1+1," UPDESK_FIRST_UNSENT ")"
                                       " AND" UPDESK_UNSENT "AND d.epoch>=0 ORDER BY d.n";
static constexpr char kUnsentOne[] = "SELECT d.n, d.ops FROM deed d WHERE d.n=?1 AND" UPDESK_UNSENT "AND d.epoch>=0";
static constexpr int kMostOps = 65535; // an op's ordinal stands in two bytes of its id

static Error refused(Error::Code code, const Op &op, const Column *column = nullptr)
{
    const QString table = QString::fromLatin1(op.table->name);
    return {code, column ? table + u'.' + QLatin1String(column->name) : table, {}};
}

static bool isZero(const Value &value) { return value == Value{qint64(0)}; }

// The lead's owner goes by the order in which the server hears of it, so claim and assign name nothing else.
static bool mayChange(const Op &op, const Change &change, const Column &column)
{
    if (op.kind == Op::Kind::Put)
        return true;
    const bool ofOwner = op.kind == Op::Kind::Claim || op.kind == Op::Kind::Assign;
    if (ofOwner || column.rule == Rule::ServerOrder)
        return ofOwner && column.rule == Rule::ServerOrder;
    if (column.rule == Rule::Checked)
        return isZero(change.before) || isZero(change.after);
    return column.rule != Rule::Added || op.kind == Op::Kind::Merge; // history moves to the record that lives
}

// PostgreSQL's jsonb cannot hold U+0000, and JSON is UTF-8.
static bool canBeSent(const Value &value)
{
    const auto *text = std::get_if<QByteArray>(&value);
    return !text || (!text->contains('\0') && text->isValidUtf8());
}

// SQLite would turn the number 5 into the text "5", and the log would then say something else than the row.
static bool fits(const Value &value, Column::Type type)
{
    switch (type) {
    case Column::Type::Number:
        return std::holds_alternative<qint64>(value);
    case Column::Type::Text:
        return std::holds_alternative<QByteArray>(value);
    case Column::Type::Bytes:
        return std::holds_alternative<Bytes>(value);
    case Column::Type::Id:
        break;
    }
    return std::holds_alternative<Id>(value) || std::holds_alternative<std::monostate>(value);
}

static Result<void> allowed(const Op &op)
{
    quint64 seen = 0;
    for (const Change &change : op.changes) {
        if (change.column < 0 || change.column >= op.table->count || (seen >> change.column & 1))
            return refused(Error::Code::Invalid, op);
        seen |= quint64(1) << change.column;
        const Column &column = op.table->columns[size_t(change.column)];
        if (!fits(change.after, column.type) || !canBeSent(change.after) || !mayChange(op, change, column))
            return refused(Error::Code::Invalid, op, &column);
    }
    return {};
}

// All columns, so that one prepared statement a table is enough.
static Result<void> insertRow(Database &database, const Op &op, int store)
{
    const Table &table = *op.table;
    std::array<Value, Table::kMaxColumns> values;
    for (int i = 0; i < table.count; ++i)
        values[size_t(i)] = defaultOf(table.columns[size_t(i)].type);
    Query q = database.query(Shape::Insert, table, table.all());
    q.bind(1, op.row).bind(2, store);
    for (const Change &change : op.changes)
        values[size_t(change.column)] = change.after;
    for (int i = 0; i < table.count; ++i)
        q.bind(10 + i, values[size_t(i)]);
    return q.run();
}

// The values before stand in the WHERE: a stale one changes no row, so nothing has to be read first.
static Result<void> updateRow(Database &database, const Op &op, Shape shape)
{
    quint64 columns = 0;
    for (const Change &change : op.changes)
        columns |= quint64(1) << change.column;
    Query q = database.query(shape, *op.table, columns);
    q.bind(1, op.row);
    for (const Change &change : op.changes) {
        q.bind(10 + change.column, change.after);
        if (shape == Shape::Update)
            q.bind(50 + change.column, change.before);
    }
    if (auto done = q.run(); !done)
        return done;
    if (shape == Shape::Update && database.changed() != 1)
        return refused(Error::Code::Conflict, op);
    return {};
}

// Rules and settings: the server refuses an edit when somebody else changed the row since, so the op names what was
// read.
static Result<std::optional<qint64>> seenBy(Database &database, const Op &op)
{
    if (op.kind == Op::Kind::Put || !op.table->isOptimistic())
        return std::optional<qint64>();
    Query q = database.query(Shape::Load, *op.table, op.table->all());
    q.bind(1, op.row);
    const qint64 seq = q.next() ? q.number(op.table->count) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    const auto base = seqBase(database);
    if (!base)
        return base.error();
    // A row that has not come again yet has a number that means another one now.
    const bool isOlder = seq > 0 && seq <= *base;
    return isOlder ? std::nullopt : std::optional(seqAbove(*base, seq));
}

static std::optional<Op> witnessed(const Database &database, const Op &op)
{
    const Database::Setup &setup = database.setup();
    auto said = op.kind == Op::Kind::Put && setup.witness ? setup.witness(*setup.clock, op) : std::nullopt;
    if (!said)
        return std::nullopt;
    std::optional<Op> more = op;
    more->changes.push_back(std::move(*said));
    return more;
}

Result<void> apply(Transaction &tx, const Op &asked)
{
    if (auto sound = tx.standing(); !sound)
        return sound;
    const std::optional<Op> more = witnessed(*tx.m_database, asked);
    const Op &op = more ? *more : asked;
    if (op.changes.empty() && op.kind != Op::Kind::Put)
        return {};
    if (tx.m_deed.isNull() || tx.m_opCount == kMostOps)
        return tx.fail({Error::Code::Invalid, QStringLiteral("deed"), QStringLiteral("not_begun_or_full")});
    auto written = allowed(op);
    if (const auto fills = fillsErased(*tx.m_database, op); written && (!fills || *fills))
        written = fills ? Error{Error::Code::Denied, QStringLiteral("erased"), {}} : fills.error();
    if (written)
        written = op.kind == Op::Kind::Put ? insertRow(*tx.m_database, op, tx.m_by.store)
                                           : updateRow(*tx.m_database, op, Shape::Update);
    if (!written)
        return tx.fail(written.error());
    step("row written");
    const auto seen = seenBy(*tx.m_database, op);
    if (!seen)
        return tx.fail(seen.error());
    appendOp(tx.m_ops, op, *seen);
    ++tx.m_opCount;
    tx.touch(*op.table, op.row);
    return {};
}

Result<void> takeRow(Transaction &tx, const TakenRow &taken)
{
    if (auto sound = tx.standing(); !sound)
        return sound;
    quint64 columns = 0;
    for (const Change &change : taken.fields)
        columns |= quint64(1) << change.column;
    Query q = tx.m_database->query(Shape::Upsert, *taken.table, columns);
    q.bind(1, taken.row).bind(2, taken.store).bind(3, taken.seq);
    for (const Change &change : taken.fields)
        q.bind(10 + change.column, change.after);
    if (auto done = q.run(); !done)
        return tx.fail(done.error());
    tx.touch(*taken.table, taken.row);
    return {};
}

Result<void> dropRow(Transaction &tx, const Table &table, const Id &row)
{
    if (auto sound = tx.standing(); !sound)
        return sound;
    Query q = tx.m_database->once(QByteArray("DELETE FROM ") + table.name + " WHERE id=?1");
    if (auto done = q.bind(1, row).run(); !done)
        return tx.fail(done.error());
    tx.touch(table, row);
    return {};
}

static bool namesOneOf(const QByteArray &line, const std::set<Id> &rows)
{
    return std::ranges::any_of(rowsIn(line), [&rows](const Id &row) { return rows.contains(row); });
}

Result<UnsentOf> unsentOf(Database &database, std::span<const TakenRow> taken)
{
    UnsentOf found;
    std::set<Id> rows;
    for (const TakenRow &one : taken)
        rows.insert(one.row);
    if (rows.empty())
        return found;
    Query unsent = database.query(kUnsentAfter);
    unsent.bind(1, 0);
    while (unsent.next()) {
        found.upTo = unsent.number(0);
        if (namesOneOf(unsent.bytes(1), rows))
            found.deeds.push_back(found.upTo);
    }
    if (auto done = unsent.done(); !done)
        return done.error();
    return found;
}

Result<void> layOps(Transaction &tx, std::span<const Op> ops)
{
    for (const Op &op : ops) {
        const auto there = hasRow(*tx.m_database, *op.table, op.row);
        if (!there)
            return tx.fail(there.error());
        const bool isNew = op.kind == Op::Kind::Put;
        if (isNew == *there || (!isNew && op.changes.empty()))
            continue;
        auto laid =
            isNew ? insertRow(*tx.m_database, op, tx.m_by.store) : updateRow(*tx.m_database, op, Shape::Overlay);
        if (!laid)
            return tx.fail(laid.error());
        tx.touch(*op.table, op.row);
    }
    return {};
}

// Others wait for the file meanwhile, and a large import that is not sent yet is megabytes of lines.
Result<void> layUnsent(Transaction &tx, const UnsentOf &known)
{
    if (tx.m_touched.empty())
        return {};
    const std::set<Transaction::Touched> taken(tx.m_touched.begin(), tx.m_touched.end());
    std::set<Id> rows;
    for (const Transaction::Touched &one : taken)
        rows.insert(one.row);
    const auto lay = [&](const QByteArray &line) -> Result<void> {
        const auto ops =
            namesOneOf(line, rows) ? readOps(*tx.m_database, line) : Result<std::vector<Op>>(std::vector<Op>());
        if (!ops)
            return {}; // it is put aside and shown; what others did goes on
        for (const Op &op : *ops) {
            if (op.changes.empty() || !taken.contains({op.table, op.row}))
                continue;
            if (auto laid = updateRow(*tx.m_database, op, Shape::Overlay); !laid)
                return laid;
        }
        return {};
    };
    const auto layAll = [&](Query deeds) -> Result<void> {
        while (deeds.next()) {
            if (auto laid = lay(deeds.bytes(1)); !laid)
                return tx.fail(laid.error());
        }
        const auto done = deeds.done();
        return done ? done : tx.fail(done.error());
    };
    for (const qint64 n : known.deeds) {
        if (auto laid = layAll(std::move(tx.m_database->query(kUnsentOne).bind(1, n))); !laid)
            return laid;
    }
    return layAll(std::move(tx.m_database->query(kUnsentAfter).bind(1, known.upTo)));
}

Result<bool> hasRow(Database &database, const Table &table, const Id &row)
{
    Query q = database.query(Shape::Load, table, table.all());
    const bool has = q.bind(1, row).next();
    if (auto done = q.done(); !done)
        return done.error();
    return has;
}

Result<std::vector<Op>> opsOf(Database &database, DeedId deed)
{
    const auto line = logLine(database, deed);
    return line ? readOps(database, *line) : line.error();
}

Result<std::vector<Kept>> undo(Transaction &tx, DeedId deed)
{
    const auto ops = opsOf(tx.database(), deed);
    if (!ops)
        return ops.error();
    if (auto started = tx.start("undo", deed.value); !started)
        return started.error();
    auto kept = invert(tx, *ops);
    return kept ? std::move(kept) : tx.fail(kept.error()).error();
}

} // namespace updesk
