// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/adoption.h"

#include "core/store/log.h"
#include "core/sync/copyrow.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static constexpr char kColumns[] =
    "SELECT attname::text FROM pg_attribute WHERE attrelid=('updesk.' || $1::text)::regclass"
    " AND attnum>0 AND NOT attisdropped";
static constexpr char kTouched[] =
    "SELECT json_extract(e.value, '$.r'), max(d.hlc) FROM deed d, json_each(d.ops) e GROUP BY 1";
static constexpr char kSettle[] = "SELECT updesk.msg_adopt($1::int, $2::uuid, $3::jsonb)";
static constexpr char kMergedInto[] = "SELECT merged_into FROM customer WHERE id=?1";

static bool isTaken(const Answer &answer)
{
    return answer.state == Answer::State::Ok || answer.state == Answer::State::Won;
}

static Error refused(const Table &table, const Answer &answer)
{
    return {Error::Code::Failed, QString::fromLatin1(table.name), answer.why};
}

static Error otherStore(const Table &table)
{
    return {Error::Code::Duplicate, QStringLiteral("other_store"), QString::fromLatin1(table.name)};
}

static Op setOf(const Table &table, const Id &row, Change change, Op::Kind kind = Op::Kind::Set)
{
    return {kind, &table, row, {std::move(change)}};
}

// Values of a CopyReader point into its line.
static Value kept(const Value &value)
{
    const auto *text = std::get_if<QByteArray>(&value);
    return text ? Value{QByteArray(text->constData(), text->size())} : value;
}

// Always the same for the same row of the same store, so that a second run sends nothing twice.
Id Adoption::deedOf(const Id &row) const
{
    const QByteArray name = "adopt " + QByteArray::number(m_store) + ' ' + row.hex();
    const QByteArray hash = QCryptographicHash::hash(name, QCryptographicHash::Sha256);
    Id deed;
    std::copy_n(hash.begin(), 14, deed.bytes.begin());
    deed.bytes[6] = quint8((deed.bytes[6] & 0x0f) | 0x80);
    deed.bytes[8] = quint8((deed.bytes[8] & 0x3f) | 0x80);
    return deed;
}

static OutDeed deedWith(const Id &id, Hlc hlc, std::vector<Op> ops)
{
    OutDeed deed;
    deed.id = id;
    deed.hlc = hlc;
    deed.verb = "adopt";
    deed.ops = std::move(ops);
    for (const Op &op : deed.ops)
        appendOp(deed.line, op);
    deed.line += ']';
    return deed;
}

// The row as it is. Tombstones come along: another desk may still hold the row.
static Op putOf(const Table &table, const WholeRow &row)
{
    Op op{Op::Kind::Put, &table, row.id, {}};
    for (int i = 0; i < table.count; ++i) {
        if (row.values[size_t(i)] != defaultOf(table.columns[size_t(i)].type))
            op.changes.push_back({i, row.values[size_t(i)], {}});
    }
    return op;
}

// A refusal is kept at the server with the deed, so what an earlier run was refused goes once more as another deed.
Result<void> Adoption::send(const Table &table, const std::vector<WholeRow> &rows)
{
    Rows going, there;
    for (const WholeRow &row : rows)
        going.push_back(&row);
    for (bool anew = false; !going.empty(); anew = true) {
        auto refusedBefore = put(table, going, anew, there);
        if (!refusedBefore)
            return refusedBefore.error();
        going = std::move(*refusedBefore);
    }
    return there.empty() || m_what == What::Lacking ? Result<void>() : bringUpToDate(table, there);
}

Result<Adoption::Rows> Adoption::put(const Table &table, const Rows &rows, bool anew, Rows &there)
{
    std::vector<OutDeed> deeds;
    for (const WholeRow *row : rows)
        deeds.push_back(deedWith(anew ? newDeedId(m_now) : deedOf(row->id), nextHlc(0, m_now), {putOf(table, *row)}));
    const auto answers = m_remote.push({}, deeds);
    if (!answers)
        return answers.error();
    Rows refusedBefore;
    for (size_t i = 0; i < rows.size(); ++i) {
        const Answer &answer = (*answers)[i];
        const bool exists = answer.state == Answer::State::Rejected && answer.why == QLatin1String("exists");
        if (isTaken(answer) && !answer.again)
            continue;
        if (answer.again && !isTaken(answer)) {
            refusedBefore.push_back(rows[i]);
            continue;
        }
        if (exists && answer.row && table.feed == Feed::Group)
            continue; // another store's people know this row: it stays as the group has it
        if (!isTaken(answer) && !exists)
            return refused(table, answer);
        if (exists && !answer.row && m_what == What::Lacking)
            return otherStore(table);
        there.push_back(rows[i]);
    }
    return refusedBefore;
}

Result<void> Adoption::sendChanges(const Table &table, const std::vector<OutDeed> &deeds)
{
    if (deeds.empty())
        return {};
    const auto answers = m_remote.push({}, deeds);
    if (!answers)
        return answers.error();
    const auto no = std::ranges::find_if_not(*answers, isTaken);
    return no == answers->end() ? Result<void>() : refused(table, *no);
}

// An older server has not taken what it does not know.
Result<std::set<QByteArray>> Adoption::columnsThere(const Table &table)
{
    const auto columns = m_remote.connection().query(kColumns, QByteArray(table.name));
    if (!columns)
        return columns.error();
    std::set<QByteArray> known;
    for (int i = 0; i < columns->count(); ++i)
        known.insert(columns->bytes(i, 0));
    return known;
}

// A field that somebody else has changed at the server since keeps the later value, and no answer tells of it: it comes
// home with the first pull.
Result<void> Adoption::bringUpToDate(const Table &table, const Rows &rows)
{
    const auto known = columnsThere(table);
    if (!known)
        return known.error();
    std::map<Id, const WholeRow *> mine;
    QByteArray ids;
    for (const WholeRow *row : rows) {
        mine.emplace(row->id, row);
        ids += (ids.isEmpty() ? "'" : ",'") + row->id.hex() + '\'';
    }
    std::vector<OutDeed> changes;
    CopyReader reader(table, &*known);
    const int feed = table.feed == Feed::Group ? 0 : m_store;
    const auto read = m_remote.connection().copyOut("COPY (SELECT " + reader.columns() + " FROM updesk." + table.name
            + " c WHERE c.store_id=" + QByteArray::number(feed) + " AND c.id IN (" + ids + ")) TO STDOUT",
        [&](QByteArrayView line) -> Result<void> {
            auto done = reader.read(line);
            const auto own = mine.extract(reader.row().row);
            return !done || own.empty() ? done : compare(*own.mapped(), reader.row(), changes);
        });
    if (!read)
        return read.error();
    if (!mine.empty())
        return otherStore(table);
    for (const WholeRow *row : std::exchange(m_unsettled, {})) {
        if (auto settled = settle(table, *row); !settled)
            return settled;
    }
    return sendChanges(table, changes);
}

Result<void> Adoption::compare(const WholeRow &row, const TakenRow &read, std::vector<OutDeed> &changes)
{
    WholeRow there{row.id, {}};
    for (int i = 0; i < read.table->count; ++i)
        there.values.push_back(defaultOf(read.table->columns[size_t(i)].type));
    for (const Change &field : read.fields)
        there.values[size_t(field.column)] = kept(field.after);
    if (there.values == row.values)
        return {};
    if (qstrcmp(read.table->name, "message") == 0) {
        if (row.values[0] == there.values[0]) {
            m_unsettled.push_back(&row);
            return {};
        }
        changes.push_back(deedWith(
            newDeedId(m_now), nextHlc(0, m_now), {setOf(*read.table, row.id, {0, row.values[0], there.values[0]})}));
        return {};
    }
    auto change = changeOf(*read.table, row, there);
    if (!change)
        return change.error();
    changes.push_back(std::move(*change));
    return {};
}

// What has become of a message since the first run is no edit: the server takes it as it stands, so that what has left
// does not leave again.
Result<void> Adoption::settle(const Table &table, const WholeRow &row)
{
    QJsonObject json;
    for (int i = 1; i < table.count; ++i) {
        const Value &value = row.values[size_t(i)];
        const QString name = QString::fromLatin1(table.columns[size_t(i)].name);
        if (const auto *number = std::get_if<qint64>(&value))
            json[name] = *number;
        else if (const auto *text = std::get_if<QByteArray>(&value))
            json[name] = QString::fromUtf8(*text);
        else if (const auto *id = std::get_if<Id>(&value))
            json[name] = QString::fromLatin1(id->hex());
    }
    const auto settled =
        m_remote.connection().query(kSettle, m_store, row.id, QJsonDocument(json).toJson(QJsonDocument::Compact));
    return settled ? Result<void>() : settled.error();
}

// Each field in the way in which the server takes it: a row that is removed is brought back first and removed last, the
// owner is given, and who is closed in one way opens before closing in another.
Result<OutDeed> Adoption::changeOf(const Table &table, const WholeRow &row, const WholeRow &there)
{
    std::vector<Op> ops, moves;
    Op fields{Op::Kind::Set, &table, row.id, {}};
    if (there.isRemoved())
        ops.push_back(setOf(table, row.id, {0, qint64(0), qint64(1)}));
    for (int i = 1; i < table.count; ++i) {
        Change change{i, row.values[size_t(i)], there.values[size_t(i)]};
        if (change.after == change.before)
            continue;
        const Rule rule = table.columns[size_t(i)].rule;
        const Value open{qint64(0)};
        if (rule == Rule::Added) {
            auto move = moveOf(table, row.id, change);
            if (!move)
                return move.error();
            moves.insert(moves.end(), move->begin(), move->end());
        } else if (rule == Rule::ServerOrder) {
            ops.push_back(setOf(table, row.id, std::move(change), Op::Kind::Assign));
        } else {
            if (rule == Rule::Checked && change.after != open && change.before != open)
                ops.push_back(setOf(table, row.id, {i, open, std::exchange(change.before, open)}));
            fields.changes.push_back(std::move(change));
        }
    }
    if (!fields.changes.empty())
        ops.push_back(std::move(fields));
    ops.insert(ops.end(), moves.begin(), moves.end());
    if (row.isRemoved())
        ops.push_back(setOf(table, row.id, {0, qint64(1), qint64(0)}));
    const auto at = touched(row.id);
    if (!at)
        return at.error();
    return deedWith(newDeedId(m_now), *at, std::move(ops));
}

// History never changes, but goes to another record with a merge, or back when one is undone; the server asks for the
// merge in the same deed.
Result<std::vector<Op>> Adoption::moveOf(const Table &table, const Id &row, const Change &change)
{
    const Table *customers = m_database.table("customer");
    const auto *to = std::get_if<Id>(&change.after), *from = std::get_if<Id>(&change.before);
    if (!customers || !to || !from || change.column != table.find("customer_id"))
        return Error{Error::Code::Failed, QString::fromLatin1(table.name), QStringLiteral("added")};
    const auto gone = mergedInto(*from), lives = mergedInto(*to);
    if (!gone || !lives)
        return !gone ? gone.error() : lives.error();
    const int alias = customers->find("merged_into");
    const auto said = [](const Id &id) { return id.isNull() ? Value{} : Value{id}; };
    const Op merge = *gone == *to ? setOf(*customers, *from, {alias, *to, *to}, Op::Kind::Merge)
                                  : setOf(*customers, *to, {alias, said(*lives), *from}, Op::Kind::Merge);
    return std::vector<Op>{merge, setOf(table, row, change, Op::Kind::Merge)};
}

Result<Id> Adoption::mergedInto(const Id &customer)
{
    Query q = m_database.query(kMergedInto);
    const Id into = q.bind(1, customer).next() ? q.id(0) : Id{};
    if (auto done = q.done(); !done)
        return done.error();
    return into;
}

// When this desk last changed the row, as far back as its log goes: a change takes part in what others did at the
// server by the moment it was made, not by the one it is sent.
Result<Hlc> Adoption::touched(const Id &row)
{
    if (!m_touched) {
        std::map<Id, Hlc> all;
        Query q = m_database.query(kTouched);
        while (q.next()) {
            if (const auto id = Id::fromHex(q.bytes(0).toStdString()))
                all[*id] = q.number(1);
        }
        if (auto done = q.done(); !done)
            return done.error();
        m_touched = std::move(all);
    }
    const auto found = m_touched->find(row);
    return found == m_touched->end() ? Hlc(1) : found->second;
}

static qsizetype sizeOf(const WholeRow &row)
{
    qsizetype size = 100;
    for (const Value &value : row.values) {
        if (const auto *text = std::get_if<QByteArray>(&value))
            size += text->size();
        else if (const auto *bytes = std::get_if<Bytes>(&value))
            size += bytes->data.size() * 4 / 3;
        else
            size += 16;
    }
    return size;
}

Result<qint64> Adoption::takeUp(const Table &table)
{
    constexpr size_t kBatch = 200;
    constexpr qsizetype kBytes = 256 * 1024;
    QByteArray columns;
    for (int i = 0; i < table.count; ++i)
        columns += QByteArray(", ") + table.columns[size_t(i)].name;
    Query q = m_database.once("SELECT id" + columns + " FROM " + table.name + " ORDER BY id");
    std::vector<WholeRow> rows;
    qsizetype bytes = 0;
    qint64 sent = 0;
    for (bool more = true; more;) {
        more = q.next();
        if (more) {
            WholeRow &row = rows.emplace_back(WholeRow{q.id(0), {}});
            for (int i = 0; i < table.count; ++i)
                row.values.push_back(q.value(i + 1, table.columns[size_t(i)].type));
            bytes += sizeOf(row);
        }
        if (rows.empty() || (more && rows.size() < kBatch && bytes < kBytes))
            continue;
        if (auto done = send(table, rows); !done)
            return done.error();
        step("batch adopted");
        sent += qint64(rows.size());
        rows.clear();
        bytes = 0;
    }
    if (auto done = q.done(); !done)
        return done.error();
    return sent;
}

Result<qint64> Adoption::takeUpAll()
{
    qint64 sent = 0;
    for (const Table *table : m_database.setup().tables) {
        const auto rows = takeUp(*table);
        if (!rows)
            return rows;
        sent += *rows;
    }
    return sent;
}

} // namespace updesk
