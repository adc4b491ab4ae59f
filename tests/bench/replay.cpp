// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/replay.h"

#include "core/leads/lead.h"
#include "core/people/customer.h"
#include "core/store/apply.h"
#include "tests/bench/benchdesk.h"

namespace updesk::bench
{

void likeOurs(raw::File &file)
{
    file.settings();
    file.run("PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000");
}

static std::vector<RawWrite::Value> valuesOf(sqlite3_stmt *row)
{
    std::vector<RawWrite::Value> values;
    for (int i = 0; i < sqlite3_column_count(row); ++i) {
        const auto text = [&] {
            const auto *bytes = static_cast<const char *>(sqlite3_column_blob(row, i));
            return std::string(bytes ? bytes : "", size_t(sqlite3_column_bytes(row, i)));
        };
        switch (sqlite3_column_type(row, i)) {
        case SQLITE_NULL:
            values.emplace_back(nullptr);
            break;
        case SQLITE_INTEGER:
            values.emplace_back(sqlite3_column_int64(row, i));
            break;
        case SQLITE_BLOB:
            values.emplace_back(RawWrite::Blob{text()});
            break;
        default:
            values.emplace_back(text());
        }
    }
    return values;
}

static void bind(raw::Statement &statement, const std::vector<RawWrite::Value> &values)
{
    for (size_t i = 0; i < values.size(); ++i) {
        const int at = int(i) + 1;
        if (const auto *number = std::get_if<sqlite3_int64>(&values[i]))
            statement.bind(at, *number);
        else if (const auto *text = std::get_if<std::string>(&values[i]))
            statement.bind(at, std::string_view(*text));
        else if (const auto *blob = std::get_if<RawWrite::Blob>(&values[i]))
            statement.bindBytes(at, blob->bytes.data(), int(blob->bytes.size()));
        else
            statement.bind(at, nullptr);
    }
}

static RawWrite::Value rawOf(const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return sqlite3_int64(*number);
    if (const auto *text = std::get_if<QByteArray>(&value))
        return text->toStdString();
    if (const auto *id = std::get_if<Id>(&value))
        return RawWrite::Blob{std::string(reinterpret_cast<const char *>(id->bytes.data()), 16)};
    if (const auto *bytes = std::get_if<Bytes>(&value))
        return RawWrite::Blob{bytes->data.toStdString()};
    return nullptr;
}

static std::string marks(size_t count)
{
    std::string all;
    for (size_t i = 0; i < count; ++i)
        all += i ? ",?" : "?";
    return all;
}

Recorder::Recorder(const std::string &file, const std::string &before)
    : m_file(file), m_before(before.empty() ? nullptr : std::make_unique<Recorder>(before))
{
}

raw::Statement &Recorder::statement(const std::string &sql)
{
    auto &known = m_statements[sql];
    if (!known)
        known = std::make_unique<raw::Statement>(m_file, sql.c_str());
    return *known;
}

std::vector<RawWrite::Value> Recorder::row(const std::string &sql, const Id &id)
{
    raw::Statement &find = statement(sql);
    find.bindBytes(1, id.bytes.data(), 16);
    std::vector<RawWrite::Value> values;
    if (find.next())
        values = valuesOf(find.handle());
    find.reset();
    return values;
}

std::vector<DeedId> Recorder::deeds(const char *verb)
{
    std::vector<DeedId> all;
    raw::Statement &find = statement("SELECT id FROM deed WHERE verb=?1 ORDER BY n");
    find.bind(1, std::string_view(verb));
    while (find.next()) {
        DeedId &deed = all.emplace_back();
        std::copy_n(find.text(0).begin(), 16, deed.value.bytes.begin());
    }
    return all;
}

static std::string columnsOf(const Table &table)
{
    std::string names = "id,store_id,seq";
    for (int i = 0; i < table.count; ++i)
        names += std::string(",") + table.columns[size_t(i)].name;
    return names;
}

static RawWrite putOf(const Table &table, std::vector<RawWrite::Value> values)
{
    return {
        "INSERT INTO " + std::string(table.name) + '(' + columnsOf(table) + ") VALUES(" + marks(values.size()) + ')',
        std::move(values)};
}

static RawWrite setOf(const Op &op)
{
    RawWrite write{"UPDATE " + std::string(op.table->name) + " SET ", {}};
    for (const Change &change : op.changes) {
        write.sql +=
            (write.values.empty() ? "" : ",") + std::string(op.table->columns[size_t(change.column)].name) + "=?";
        write.values.push_back(rawOf(change.after));
    }
    write.sql += " WHERE id=?";
    write.values.push_back(rawOf(Value{op.row}));
    return write;
}

void Recorder::addWords(const Id &customer, RawDeed &out)
{
    raw::Statement &words = statement("SELECT word, customer_id FROM word WHERE customer_id=?1");
    words.bindBytes(1, customer.bytes.data(), 16);
    while (words.next())
        out.push_back({"INSERT INTO word VALUES(?,?)", valuesOf(words.handle())});
}

void Recorder::addLead(const Id &lead, bool isNew, RawDeed &out)
{
    static const std::string kRow = "SELECT * FROM lead_now WHERE lead_id=?1";
    const auto now = row(kRow, lead);
    if (now.empty() || (!m_before && !m_known.insert(lead).second))
        return;
    const auto was = m_before ? m_before->row(kRow, lead) : std::vector<RawWrite::Value>();
    if (was.empty()) {
        out.push_back({"INSERT INTO lead_now VALUES(" + marks(now.size()) + ')', now});
    } else if (now != was) {
        RawWrite write{"UPDATE lead_now SET ", {}};
        for (size_t i = 0; i < now.size(); ++i) {
            if (now[i] == was[i])
                continue;
            write.sql += (write.values.empty() ? "" : ",")
                + std::string(sqlite3_column_name(statement(kRow).handle(), int(i))) + "=?";
            write.values.push_back(now[i]);
        }
        write.sql += " WHERE lead_id=?";
        write.values.push_back(rawOf(Value{lead}));
        out.push_back(std::move(write));
    }
    const auto notice = row("SELECT person_id,kind,at,lead_id,other_id,count,seen FROM notice WHERE lead_id=?1", lead);
    if (isNew && !notice.empty())
        out.push_back(
            {"INSERT INTO notice(person_id,kind,at,lead_id,other_id,count,seen) VALUES(?,?,?,?,?,?,?)", notice});
}

Id Recorder::leadOf(const Op &op)
{
    Id lead = op.table == &kLead ? op.row : Id{};
    if (op.table->find("lead_id") < 0)
        return lead;
    const auto parent = row("SELECT lead_id FROM " + std::string(op.table->name) + " WHERE id=?1", op.row);
    if (!parent.empty() && std::holds_alternative<RawWrite::Blob>(parent[0]))
        std::copy_n(std::get<RawWrite::Blob>(parent[0]).bytes.begin(), 16, lead.bytes.begin());
    return lead;
}

RawDeed Recorder::rowsOf(Database &database, DeedId deed)
{
    RawDeed out;
    std::set<Id> fresh, leads;
    for (const Op &op : must("ops", opsOf(database, deed))) {
        if (op.kind == Op::Kind::Put) {
            fresh.insert(op.row);
            out.push_back(putOf(
                *op.table, row("SELECT " + columnsOf(*op.table) + " FROM " + op.table->name + " WHERE id=?1", op.row)));
            if (op.table == &kCustomer)
                addWords(op.row, out);
        } else if (!fresh.contains(op.row)) {
            out.push_back(setOf(op));
        }
        if (const Id lead = leadOf(op); !lead.isNull())
            leads.insert(lead);
    }
    for (const Id &lead : leads)
        addLead(lead, fresh.contains(lead), out);
    return out;
}

Replay::Replay(const std::string &file)
    : m_file(file), m_begin((likeOurs(m_file), m_file), "BEGIN IMMEDIATE"), m_commit(m_file, "COMMIT")
{
}

void Replay::ready(RawDeed &deed)
{
    for (RawWrite &write : deed) {
        auto &known = m_statements[write.sql];
        if (!known)
            known = std::make_unique<raw::Statement>(m_file, write.sql.c_str());
        write.statement = known.get();
    }
}

void Replay::write(const RawDeed &deed)
{
    for (const RawWrite &write : deed) {
        bind(*write.statement, write.values);
        write.statement->run();
    }
}

} // namespace updesk::bench
