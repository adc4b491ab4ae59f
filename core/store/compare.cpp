// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/compare.h"

#include "core/store/log.h"
#include "core/store/rowseq.h"
#include "core/store/unsent.h"

#include <cstring>
#include <map>

namespace updesk
{

static constexpr char kSize[] = "SELECT ifnull(sum(length(ops)),0) FROM deed";
// Before a refill the rows had numbers that said whether somebody else has changed them; of older deeds nothing does.
static constexpr char kNewestFirst[] =
    "SELECT d.id, d.hlc," UPDESK_UNSENT ", d.ops, d.n<=ifnull((SELECT v FROM state WHERE k='refilled'),0) FROM deed d"
    " WHERE d.epoch>=0 ORDER BY d.n DESC";
static constexpr char kRefused[] = "SELECT 1 FROM setback WHERE row_id=?1 AND tbl=?2 AND kind=1";
// An op is some 250 bytes of the log and at most one row remembered of some 70.
static constexpr qint64 kBytesAPass = 128 * 1024 * 1024;

namespace
{

/// Reads the log from its newest deed back, so that the first value met of a field is the one its row must hold: only
/// which fields have been met is remembered, never a value. A long log is read once for each share of the rows.
class Comparison
{
public:
    explicit Comparison(Database &database) : m_database(database) { }
    Result<std::vector<RowFault>> run();

private:
    struct Key {
        Id row;
        const Table *table;
        bool operator==(const Key &) const = default;
    };
    struct Hash {
        size_t operator()(const Key &key) const { return noise(key.row) ^ std::hash<const void *>()(key.table); }
    };
    static size_t noise(const Id &id)
    {
        quint64 tail = 0;
        std::memcpy(&tail, &id.bytes[8], 8);
        return size_t(tail * 0x9e3779b97f4a7c15u >> 7);
    }
    void fault(const char *table, const char *column, const Id &row);
    Result<void> pass(size_t number, size_t of);
    enum class Age { Older, Sent, Unsent }; ///< older: than the last refill
    Result<void> compare(const Op &op, Age age);
    Result<bool> wasRefused(const Op &op);
    void compareFields(const Op &op, const Query &row, quint64 fresh);

    Database &m_database;
    qint64 m_seqBase = 0;
    std::unordered_map<Key, quint64, Hash> m_met;
    std::map<std::pair<QByteArray, QByteArray>, RowFault> m_faults;
};

void Comparison::fault(const char *table, const char *column, const Id &row)
{
    RowFault &fault = m_faults[{table, column}];
    fault.table = QLatin1String(table);
    fault.column = QLatin1String(column);
    fault.add(row);
}

// A new row also says that the fields it does not name hold their defaults.
void Comparison::compareFields(const Op &op, const Query &row, quint64 fresh)
{
    for (int i = 0; i < op.table->count; ++i) {
        const Column &column = op.table->columns[size_t(i)];
        if (!(fresh >> i & 1) || (op.table->trait == Trait::Laned && column.rule == Rule::Added))
            continue;
        const auto named = std::find_if(
            op.changes.begin(), op.changes.end(), [i](const Change &change) { return change.column == i; });
        const bool same = named != op.changes.end() ? row.value(i, column.type) == named->after
                                                    : row.value(i, column.type) == defaultOf(column.type);
        if (!same)
            fault(op.table->name, column.name, op.row);
    }
}

// The server has refused the row, the person was told, and the desk has taken it out.
Result<bool> Comparison::wasRefused(const Op &op)
{
    Query q = m_database.query(kRefused);
    const bool refused = q.bind(1, op.row).bind(2, QString::fromLatin1(op.table->name)).next();
    if (auto done = q.done(); !done)
        return done.error();
    return refused;
}

Result<void> Comparison::compare(const Op &op, Age age)
{
    quint64 named = 0;
    for (const Change &change : op.changes)
        named |= quint64(1) << change.column;
    const quint64 fields = op.kind == Op::Kind::Put ? op.table->all() : named;
    quint64 &met = m_met[{op.row, op.table}];
    const quint64 fresh = fields & ~met;
    met |= fields;
    if (fresh == 0)
        return {};
    Query q = m_database.query(Database::Shape::Load, *op.table, op.table->all());
    q.bind(1, op.row);
    if (!q.next()) {
        met = op.table->all();
        const auto refused = wasRefused(op); // also of a later change that still waits
        if (!refused)
            return refused.error();
        if (!*refused)
            fault(op.table->name, "", op.row);
    } else if (const qint64 seq = q.number(op.table->count); age == Age::Unsent && seq > 0) {
        compareFields(op, q, fresh & named); // the server had taken it, and others have changed the rest since
    } else if (age == Age::Unsent || (age == Age::Sent && seqAbove(m_seqBase, seq) == 0)) {
        compareFields(op, q, fresh);
    }
    return q.done();
}

Result<void> Comparison::pass(size_t number, size_t of)
{
    m_met.clear();
    Hlc later = std::numeric_limits<Hlc>::max();
    Query deeds = m_database.query(kNewestFirst);
    while (deeds.next()) {
        const Hlc hlc = deeds.number(1);
        const auto ops = readOps(m_database, deeds.bytes(3));
        if (number == 0 && hlc >= later)
            fault("deed", "hlc", deeds.id(0));
        if (number == 0 && !ops)
            fault("deed", "ops", deeds.id(0));
        later = hlc;
        if (!ops)
            continue;
        const Age age = deeds.number(4) != 0 ? Age::Older : deeds.number(2) != 0 ? Age::Unsent : Age::Sent;
        for (auto op = ops->rbegin(); op != ops->rend(); ++op) {
            if (noise(op->row) % of != number)
                continue;
            if (auto compared = compare(*op, age); !compared)
                return compared;
        }
    }
    return deeds.done();
}

Result<std::vector<RowFault>> Comparison::run()
{
    qint64 size = 0;
    {
        Query q = m_database.query(kSize);
        if (q.next())
            size = q.number(0);
        if (auto done = q.done(); !done)
            return done.error();
    }
    const auto base = seqBase(m_database);
    if (!base)
        return base.error();
    m_seqBase = *base;
    const size_t passes = size_t(1 + size / kBytesAPass);
    for (size_t number = 0; number < passes; ++number) {
        if (auto done = pass(number, passes); !done)
            return done.error();
    }
    std::vector<RowFault> faults;
    for (auto &[place, fault] : m_faults)
        faults.push_back(std::move(fault));
    return faults;
}

} // namespace

Result<std::vector<RowFault>> compareLogWithRows(Database &database) { return Comparison(database).run(); }

} // namespace updesk
