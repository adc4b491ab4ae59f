// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/lead.h"
#include "core/leads/original.h"
#include "core/people/erasure.h"
#include "core/people/staff.h"
#include "core/sequences/message.h"
#include "tests/core/sync/twins.h"
#include "tests/core/sync/twintexts.h"

namespace updesk
{

void Twins::renew(quint64 seed)
{
    m_random.seed(seed);
    m_now = SystemClock().now();
    m_since = m_now - kHour;
    m_said.clear();
    m_starts.clear();
    m_text = {};
    m_messages = {};
    m_customers = {freshId(), freshId(), freshId()};
    m_rows = m_customers;
    for (int i = 0; i < 6; ++i)
        m_rows.push_back(freshId());
}

Id Twins::idIn(const Table &table, Id row) const
{
    const auto &tables = m_server.setup.tables;
    const auto place = std::ranges::find(tables, &table) - tables.begin();
    if (&table != static_cast<const Table *>(&kCustomer))
        row.bytes[15] ^= quint8(1 + place);
    return row;
}

// Now and then somebody gives a row the id of a customer.
Id Twins::rowOf(const Table &table)
{
    const Id row = any(m_rows);
    return dice(12) == 0 && m_model.rows().contains({kCustomer.name, row}) ? row : idIn(table, row);
}

Value Twins::valueFor(const Table &table, int column)
{
    const Column &what = table.columns[size_t(column)];
    const std::string_view name = what.name;
    if (column == 0)
        return qint64(dice(30) ? dice(2) : 2);
    switch (what.type) {
    case Column::Type::Number:
        return name == "at" || name == "created" ? m_since + dice(90) * kSecond : Time(dice(4));
    case Column::Type::Text:
        return std::array{
            QByteArray(), QByteArray("one"), QByteArray("two \"2\""), QByteArray("\xc3\xa9")}[size_t(dice(4))];
    case Column::Type::Bytes:
        return Bytes{std::array{QByteArray(), QByteArray("\0\xff", 2), QByteArray(100, 'x')}[size_t(dice(3))]};
    case Column::Type::Id:
        break;
    }
    if (name.starts_with("owner") || name.find("person") != std::string_view::npos) {
        const Id id = any(m_persons);
        return id.isNull() ? Value{} : Value{id};
    }
    return dice(4) ? Value{any(m_customers)} : Value{};
}

Value Twins::valueNow(const Table &table, const Id &row, int column)
{
    const auto found = m_model.rows().find({table.name, row});
    return found == m_model.rows().end() ? defaultOf(table.columns[size_t(column)].type)
                                         : found->second.fields[size_t(column)];
}

// A text that came in and says START, of one who has mostly a number that another has too.
Op Twins::aText()
{
    const Id row = freshId(), whose = any(m_customers);
    if (dice(2))
        return {Op::Kind::Put, &kPhone, row,
            {{kPhone.find("customer_id"), whose, {}}, {kPhone.find("e164"), QByteArray("+1555"), {}}}};
    return lineOf(row, whose, dice(8) ? 1 : 2, dice(8) ? 1 : 2, dice(4) ? "START" : "stop it");
}

Op Twins::aStart(const Id &said)
{
    const Id row = freshId();
    std::vector<Id> stopped;
    for (const auto &[key, no] : m_model.rows()) {
        if (key.first == "consent" && no.at("form") == Value{QByteArray("text")} && no.at("customer_id") != Value{})
            stopped.push_back(std::get<Id>(no.at("customer_id")));
    }
    const bool answers = !stopped.empty() && dice(4) != 0;
    if (answers)
        m_starts.insert(row);
    return startOf(row, any(answers ? stopped : m_customers), said, dice(6) ? "START" : "start",
        m_since + dice(90) * kSecond, dice(4) ? "lifted" : "informational");
}

Op Twins::aConsent(const One &who)
{
    if (dice(3) == 0)
        return dice(3) == 0 ? aText() : aStart(m_text);
    Op op{Op::Kind::Put, &kConsent, dice(3) ? freshId() : rowOf(kConsent), {}};
    const auto give = [&](const char *column, Value value) {
        const int n = kConsent.find(column);
        if (value != defaultOf(kConsent.columns[size_t(n)].type))
            op.changes.push_back({n, std::move(value), {}});
    };
    const qint64 state = dice(4);
    give("customer_id", dice(8) ? Value{any(m_customers)} : Value{});
    give("channel", qint64(dice(3)));
    give("address", dice(3) ? QByteArray() : QByteArray("a@b"));
    give("state", state);
    const bool texted = state == 2 && dice(2); // STOP, which nobody signs for
    give("how", qint64(texted || dice(4) == 0));
    give("words", dice(2) ? QByteArray() : QByteArray("yes please"));
    if (!texted || dice(4) == 0)
        give("by_person", dice(3) ? Value{who.author.who.value} : valueFor(kConsent, kConsent.find("by_person")));
    give("at", dice(6) ? valueFor(kConsent, kConsent.find("at")) : Value{qint64(0)});
    if (state == 1 && dice(2))
        give("purpose", QByteArray("lifted"));
    if (texted)
        give("form", QByteArray("text"));
    if (state == 3) {
        std::vector<Id> refusals;
        for (auto at = m_model.rows().lower_bound({"consent", Id{}});
             at != m_model.rows().end() && at->first.first == "consent"; ++at)
            refusals.push_back(at->second.id);
        give("purpose", refusals.empty() ? QByteArray("none") : any(refusals).hex());
    }
    return op;
}

// Mostly one that a desk may make, and now and then of a lead and a purpose that have one.
Op Twins::aMessage()
{
    Op op{Op::Kind::Put, &kMessage, dice(3) ? freshId() : rowOf(kMessage), {}};
    for (int column = 0; column < kMessage.count; ++column) {
        const std::string_view name = kMessage.columns[size_t(column)].name;
        const bool rare = column == 0 || name == "state" || name == "epoch" || name == "began" || name == "provider_id"
            || name == "line_id" || name == "wish" || name == "why" || name == "said" || name == "by_person";
        if (dice(rare || name == "reason" ? 40 : 2) != 0)
            continue;
        if (Value value = valueFor(kMessage, column); value != defaultOf(kMessage.columns[size_t(column)].type))
            op.changes.push_back({column, std::move(value), {}});
    }
    if (!op.changes.empty())
        m_messages.push_back(op.row);
    return op;
}

Op Twins::aPut(const Table &table, const One &who)
{
    if (&table == static_cast<const Table *>(&kMessage))
        return aMessage();
    if (&table == static_cast<const Table *>(&kConsent))
        return aConsent(who);
    Op op{Op::Kind::Put, &table, rowOf(table), {}};
    for (int column = 0; column < table.count; ++column) {
        if (dice(column == 0 ? 20 : 3) != 0)
            continue;
        if (Value value = valueFor(table, column); value != defaultOf(table.columns[size_t(column)].type))
            op.changes.push_back({column, std::move(value), {}});
    }
    return op;
}

Op Twins::anOp(const One &who)
{
    static const std::vector<const Table *> often{&kCustomer, &kCustomer, &kLead, &kLead, &kActivity, &kTask, &kConsent,
        &kSetting, &kSetting, &kSetting, &kOriginalPart, &kBusy, &kMessage, &kMessage};
    const Table &drawn = dice(6) ? *any(often) : *any(m_server.setup.tables);
    // The model does not know how anybody is erased.
    const bool erases =
        &drawn == static_cast<const Table *>(&kErasure) || &drawn == static_cast<const Table *>(&kSuppression);
    const Table &table = erases ? static_cast<const Table &>(kTag) : drawn;
    const int kind = dice(10);
    if (kind < 3)
        return aPut(table, who);
    Op op{Op::Kind::Set, &table, rowOf(table), {}};
    if (kind < 5) {
        op = {kind == 3 ? Op::Kind::Claim : Op::Kind::Assign, &kLead, rowOf(kLead), {}};
        const int owner = kLead.find(dice(12) ? "owner_id" : "type");
        op.changes.push_back({owner, valueFor(kLead, owner), {}});
    } else {
        std::set<int> columns;
        for (int i = 1 + dice(2); i > 0; --i)
            columns.insert(dice(5) ? dice(table.count) : 0);
        if (dice(3) == 0)
            columns.merge(endsOf(table));
        if (&table == static_cast<const Table *>(&kMessage) && dice(6)) { // what else may be said of one that is there
            columns = {dice(5) ? kMessage.find("wish") : 0};
            op.row = m_messages.empty() ? op.row : any(m_messages);
        }
        for (const int column : columns)
            op.changes.push_back({column, valueFor(table, column), {}});
    }
    for (Change &change : op.changes)
        change.before = dice(3) ? valueNow(*op.table, op.row, change.column) : valueFor(*op.table, change.column);
    return op;
}

void Twins::write(OutDeed &deed, const Op &op)
{
    std::optional<qint64> seen;
    if (op.kind != Op::Kind::Put && op.table->isOptimistic() && dice(3)) {
        const auto row = m_model.rows().find({op.table->name, op.row});
        seen = std::max<qint64>(0, (row == m_model.rows().end() ? 0 : row->second.seq) - dice(3));
    }
    appendOp(deed.line, op, seen);
}

// Two customers become one, and a lead of the one goes along; sometimes with a word that does not fit.
void Twins::aMerge(OutDeed &deed)
{
    const Id from = any(m_customers), to = any(m_customers);
    const int merged = kCustomer.find("merged_into"), of = kActivity.find("customer_id");
    const Value was = valueNow(kCustomer, from, merged);
    write(deed, {Op::Kind::Merge, &kCustomer, from, {{merged, to, was}}});
    const Id note = rowOf(kActivity);
    write(deed, {Op::Kind::Merge, &kActivity, note, {{of, dice(4) ? to : any(m_customers), from}}});
}

// Somebody stops a plan or sets it going again, mostly by how it stands there.
Op Twins::aPlan()
{
    const Id row = rowOf(kEnrolment);
    if (!m_model.rows().contains({kEnrolment.name, row}))
        return {Op::Kind::Put, &kEnrolment, row, {}};
    const auto seen = [&](const char *column) {
        return dice(4) ? valueNow(kEnrolment, row, kEnrolment.find(column)) : Value{qint64(dice(4))};
    };
    return endOrStart(row, seen("state"), seen("ended"), dice(2) ? 1 + dice(3) : 0);
}

void Twins::aTextedStart(OutDeed &deed)
{
    const Op text = aText();
    m_text = text.row;
    write(deed, text);
    write(deed, aStart(m_text));
}

OutDeed Twins::aDeed(const One &who)
{
    OutDeed deed;
    deed.id = opId(freshId(), 0);
    const Time at = dice(8) ? m_since + dice(50) * kMinute : SystemClock().now() - kSecond;
    deed.hlc = (at << 16) + dice(2);
    deed.who = who.author.who;
    deed.verb = "twin";
    if (dice(8) == 0)
        aMerge(deed);
    if (dice(who.author.receives ? 5 : 20) == 0)
        aTextedStart(deed);
    if (dice(4) == 0)
        write(deed, aPlan());
    for (int i = dice(8) == 0 ? 4 : 1 + dice(2); i > 0; --i)
        write(deed, anOp(who));
    deed.line += ']';
    auto read = readOps(*m_database, deed.line);
    if (!read)
        qFatal("an op that nobody can read");
    deed.ops = std::move(*read);
    return deed;
}

} // namespace updesk
