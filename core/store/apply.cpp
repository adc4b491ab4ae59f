// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/apply.h"

#include "core/store/log.h"

#include <set>

namespace updesk
{

using Shape = Database::Shape;

static constexpr char kUnsent[] = "SELECT ops FROM deed WHERE n>(SELECT v FROM state WHERE k='sent') ORDER BY n";
static constexpr char kDeed[] = "SELECT ops FROM deed WHERE id=?1";

static Error refused(Error::Code code, const Op &op, const Column *column = nullptr)
{
    const QString table = QString::fromLatin1(op.table->name);
    return {code, column ? table + u'.' + QLatin1String(column->name) : table, {}};
}

static bool isZero(const Value &value) { return value == Value{qint64(0)}; }

static bool allowed(const Op &op, const Change &change, const Column &column)
{
    if (op.kind == Op::Kind::Put || change.column == 0)
        return true;
    switch (column.rule) {
    case Rule::Added:
        return false;
    case Rule::Checked:
        return isZero(change.before) || isZero(change.after);
    case Rule::ServerOrder:
        return op.kind == Op::Kind::Claim || op.kind == Op::Kind::Assign;
    case Rule::Field:
    case Rule::Optimistic:
        break;
    }
    return true;
}

static Result<void> allowed(const Op &op)
{
    for (const Change &change : op.changes) {
        const Column &column = op.table->columns[size_t(change.column)];
        const auto *text = std::get_if<QByteArray>(&change.after);
        if (text && text->contains('\0'))
            return refused(Error::Code::Invalid, op, &column); // PostgreSQL's jsonb cannot hold it
        if (!allowed(op, change, column))
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

Result<void> apply(Transaction &tx, const Op &op)
{
    if (op.changes.empty() && op.kind != Op::Kind::Put)
        return {};
    Q_ASSERT(!tx.m_deed.isNull());
    auto written = allowed(op);
    if (written)
        written = op.kind == Op::Kind::Put ? insertRow(*tx.m_database, op, tx.m_by.store)
                                           : updateRow(*tx.m_database, op, Shape::Update);
    if (!written) {
        tx.m_failed = true;
        return written;
    }
    step("row written");
    appendOp(tx.m_ops, op);
    ++tx.m_opCount;
    tx.touch(*op.table, op.row);
    return {};
}

Result<void> takeRow(Transaction &tx, const TakenRow &taken)
{
    quint64 columns = 0;
    for (const Change &change : taken.fields)
        columns |= quint64(1) << change.column;
    Query q = tx.m_database->query(Shape::Upsert, *taken.table, columns);
    q.bind(1, taken.row).bind(2, taken.store).bind(3, taken.seq);
    for (const Change &change : taken.fields)
        q.bind(10 + change.column, change.after);
    if (auto done = q.run(); !done) {
        tx.m_failed = true;
        return done;
    }
    tx.touch(*taken.table, taken.row);
    return {};
}

Result<void> layUnsent(Transaction &tx)
{
    const std::set<Transaction::Touched> taken(tx.m_touched.begin(), tx.m_touched.end());
    Query unsent = tx.m_database->query(kUnsent);
    while (unsent.next()) {
        auto ops = readOps(*tx.m_database, unsent.bytes(0));
        if (!ops)
            return ops.error();
        for (const Op &op : *ops) {
            if (op.changes.empty() || !taken.contains({op.table, op.row}))
                continue;
            if (auto laid = updateRow(*tx.m_database, op, Shape::Overlay); !laid) {
                tx.m_failed = true;
                return laid;
            }
        }
    }
    return unsent.done();
}

static Result<std::vector<Value>> valuesOf(Database &database, const Table &table, const Id &row)
{
    Query q = database.query(Shape::Load, table, table.all());
    q.bind(1, row);
    std::vector<Value> values;
    if (q.next()) {
        for (int i = 0; i < table.count; ++i)
            values.push_back(q.value(i, table.columns[size_t(i)].type));
    }
    if (auto done = q.done(); !done)
        return done.error();
    return values;
}

// A new row is taken back only while it is as the deed made it; of a changed row, each field by itself.
static Op inverse(const Op &op, const std::vector<Value> &now, std::vector<Kept> &kept)
{
    Op back{op.kind == Op::Kind::Put ? Op::Kind::Set : op.kind, op.table, op.row, {}};
    const size_t keptBefore = kept.size();
    for (const Change &change : op.changes) {
        const bool legal = op.table->trait == Trait::Legal;
        if (legal || now.empty() || now[size_t(change.column)] != change.after)
            kept.push_back({op.table, op.row, op.table->columns[size_t(change.column)].name});
        else if (op.kind != Op::Kind::Put)
            back.changes.push_back({change.column, change.before, change.after});
    }
    if (op.kind == Op::Kind::Put && kept.size() == keptBefore && !now.empty() && isZero(now[0]))
        back.changes.push_back({0, qint64(1), qint64(0)});
    return back;
}

Result<std::vector<Op>> opsOf(Database &database, DeedId deed)
{
    Query q = database.query(kDeed);
    q.bind(1, deed);
    if (!q.next())
        return Error{Error::Code::NotFound, QStringLiteral("deed"), {}};
    return readOps(database, q.bytes(0));
}

Result<std::vector<Kept>> undo(Transaction &tx, DeedId deed)
{
    const auto ops = opsOf(tx.database(), deed);
    if (!ops)
        return ops.error();
    if (auto started = tx.start("undo", deed.value); !started)
        return started.error();
    std::vector<Kept> kept;
    for (auto op = ops->rbegin(); op != ops->rend(); ++op) {
        const auto now = valuesOf(tx.database(), *op->table, op->row);
        if (!now)
            return now.error();
        if (auto applied = apply(tx, inverse(*op, *now, kept)); !applied)
            return applied.error();
    }
    return kept;
}

} // namespace updesk
