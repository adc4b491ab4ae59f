// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modelrules.h"

#include "core/base/text.h"
#include "core/leads/leaddraft.h"
#include "core/store/log.h"

#include <algorithm>

namespace updesk
{

static const Value kZero = qint64(0);
static const Value kOne = qint64(1);

static qint64 numberOf(const Value &value)
{
    return std::holds_alternative<qint64>(value) ? std::get<qint64>(value) : 0;
}
static bool isEmpty(const Value &value) { return value == Value{QByteArray()}; }

static QJsonValue asJson(const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return *number;
    if (const auto *text = std::get_if<QByteArray>(&value))
        return QString::fromUtf8(*text);
    const auto *id = std::get_if<Id>(&value);
    return id ? QJsonValue(QString::fromLatin1(id->hex())) : QJsonValue();
}

static bool names(const Op &op, const char *field)
{
    return std::ranges::any_of(op.changes,
        [&](const Change &change) { return qstrcmp(op.table->columns[size_t(change.column)].name, field) == 0; });
}

static bool isOfOwner(const Op &op) { return op.kind == Op::Kind::Claim || op.kind == Op::Kind::Assign; }

Answer ModelServer::refuse(const Op &op, const char *why) const
{
    Answer answer;
    answer.state = Answer::State::Rejected;
    answer.why = QLatin1String(why);
    if (flaws.keepsRefusedRow)
        return answer;
    answer.hasRow = true;
    answer.row = rowNow(*op.table, op.row);
    return answer;
}

std::vector<const ModelServer::Row *> ModelServer::rowsOf(const char *table) const
{
    std::vector<const Row *> rows;
    for (auto at = m_rows.lower_bound({table, Id{}}); at != m_rows.end() && at->first.first == table; ++at)
        rows.push_back(&at->second);
    return rows;
}

static Id mergedInto(const ModelServer &server, const Id &customer)
{
    const auto row = server.rows().find({"customer", customer});
    const auto *into = row == server.rows().end() ? nullptr : std::get_if<Id>(&row->second.at("merged_into"));
    return into ? *into : Id{};
}

/// A record and what it was merged into, to the one that lives.
static std::set<Id> upFrom(const ModelServer &server, const Value &customer)
{
    std::set<Id> all;
    const auto *first = std::get_if<Id>(&customer);
    for (Id up = first ? *first : Id{}; !up.isNull() && all.insert(up).second;)
        up = mergedInto(server, up);
    return all;
}

std::set<Id> recordsOf(const ModelServer &server, const Value &customer)
{
    std::set<Id> all = upFrom(server, customer);
    for (size_t before = 0; before != all.size();) {
        before = all.size();
        for (const auto &[key, row] : server.rows()) {
            if (key.first == "customer" && all.contains(mergedInto(server, row.id)))
                all.insert(row.id);
        }
    }
    return all;
}

/// A record that is to be merged into another would be merged into itself in the end.
static bool comesBack(const ModelServer &server, const Op &op)
{
    return qstrcmp(op.table->name, "customer") == 0 && std::ranges::any_of(op.changes, [&](const Change &change) {
        return op.table->columns[size_t(change.column)].name == std::string_view("merged_into")
            && upFrom(server, change.after).contains(op.row);
    });
}

// Whose record a statement was keyed on, before any merge.
Value ModelServer::keyedOn(const Row &row) const
{
    const auto history = m_history.find(row.id);
    for (const Id &id : history == m_history.end() ? std::vector<Id>() : history->second) {
        const Logged &logged = m_log.at(id);
        const bool puts =
            logged.op.table == row.table && logged.op.kind == Op::Kind::Put && logged.answer.state == Answer::State::Ok;
        const auto named = std::ranges::find(logged.op.changes, row.table->find("customer_id"), &Change::column);
        if (puts)
            return named == logged.op.changes.end() ? Value{} : named->after;
    }
    return {};
}

static const Value kLifted{QByteArray("lifted")};

// A "no" that nobody has taken back by the rules; channel 0 and an empty address stand for all.
bool ModelServer::optedOut(const Value &customer, const Value &channel, const Value &address) const
{
    const auto consents = rowsOf("consent");
    const std::set<Id> records = recordsOf(*this, customer);
    const auto isOne = [&](const Value &record) {
        const auto *whose = std::get_if<Id>(&record);
        return whose && records.contains(*whose);
    };
    const auto ofCustomer = [&](const Row *row, qint64 state) {
        return numberOf(row->at("state")) == state && isOne(row->at("customer_id"));
    };
    const auto binds = [&](const Row *row) {
        return numberOf(row->at("state")) == 2 && (isOne(row->at("customer_id")) || isOne(keyedOn(*row)));
    };
    return std::ranges::any_of(consents, [&](const Row *no) {
        const Value &its = no->at("channel"), &where = no->at("address");
        if (!binds(no) || no->at("deleted") != kZero || !(its == kZero || channel == kZero || its == channel)
            || !(isEmpty(where) || isEmpty(address) || where == address))
            return false;
        return std::ranges::none_of(consents, [&](const Row *other) {
            if (ofCustomer(other, 3))
                return other->at("purpose") == Value{no->id.hex()};
            return ofCustomer(other, 1) && other->at("purpose") == kLifted && other->born > no->born
                && numberOf(other->at("at")) > numberOf(no->at("at"))
                && (other->at("channel") == kZero || other->at("channel") == channel || other->at("channel") == its)
                && (isEmpty(other->at("address")) || other->at("address") == where);
        });
    });
}

// "No" is always taken. "Yes" after a "no" only at once, by the person who signs for it, in words; a person lifts as a
// manager only.
const char *ModelServer::consentRefusal(const Doing &doing) const
{
    const Value me = doing.author.who.value, by = doing.value("by_person");
    if (doing.value("state") == kOne) {
        const auto starts = [&] {
            return startsAgain(
                *this, [&](const char *field) { return doing.value(field); }, doing.author.desk);
        };
        if (doing.value("purpose") == kLifted && doing.author.role != Role::Manager && !flaws.takesEveryYes
            && (by != Value{} || !starts()))
            return by == Value{} ? "optout" : "role";
        const bool evident = by == me && !isEmpty(doing.value("words")) && timeOf(doing.hlc) >= doing.now - 2 * kMinute;
        const bool out = optedOut(doing.value("customer_id"), doing.value("channel"), doing.value("address"));
        return out && !evident && !starts() && !flaws.takesEveryYes ? "optout" : nullptr;
    }
    if (numberOf(doing.value("state")) != 3)
        return nullptr;
    for (const Row *no : rowsOf("consent")) {
        if (Value{no->id.hex()} != doing.value("purpose") || numberOf(no->at("state")) != 2)
            continue;
        const qint64 after = numberOf(doing.value("at")) - numberOf(no->at("at"));
        const bool slip = no->at("how") == kZero && no->at("by_person") == me && by == me
            && no->at("customer_id") == doing.value("customer_id") && after >= 0 && after <= kMinute
            && doing.hlc <= saidAt(*no) + (kMinute << 16);
        return slip ? nullptr : "optout";
    }
    return "optout";
}

Answer ModelServer::put(const Doing &doing)
{
    const Op &op = doing.op;
    Row row{op.table, op.row, m_seq, m_log.size(), {}, {}};
    for (int i = 0; i < op.table->count; ++i)
        row.fields.push_back(defaultOf(op.table->columns[size_t(i)].type));
    for (const Change &change : op.changes)
        row.fields[size_t(change.column)] = change.after;
    if (row.fields[0] != kZero && row.fields[0] != kOne)
        return refuse(op, "value");
    if (const char *why = guardMessage(row, nullptr, doing.now))
        return refuse(op, why);
    if (m_rows.contains(row.key()) || hasMessageLike(*this, row))
        return refuse(op, "exists");
    m_rows[row.key()] = std::move(row);
    return {};
}

bool ModelServer::changedSince(const Doing &doing) const
{
    const auto history = m_history.find(doing.op.row);
    return history != m_history.end() && std::ranges::any_of(history->second, [&](const Id &id) {
        const Logged &logged = m_log.at(id);
        return logged.seq > *doing.seen && logged.author.desk != doing.author.desk
            && logged.answer.state == Answer::State::Ok;
    });
}

// History moves only to the record that lives, in the deed that merges the two or takes that back.
const char *ModelServer::forbidden(const Doing &doing, const Change &change, const Value &is) const
{
    if (change.column == 0 && doing.op.table->trait == Trait::Legal)
        return "legal";
    switch (doing.op.table->columns[size_t(change.column)].rule) {
    case Rule::Added:
        return mergeMoves(doing.op, change, is) ? nullptr : "added";
    case Rule::Optimistic:
        return doing.seen || is == change.before || is == change.after ? nullptr : "changed";
    case Rule::Checked:
        if (change.after != kZero && change.before != kZero)
            return "transition";
        return is == change.after || is == change.before ? nullptr : "transition";
    case Rule::ServerOrder:
        return "owner";
    case Rule::Field:
    case Rule::Either:
        break;
    }
    return nullptr;
}

// The last whose value stands in this field: who lost never wrote it.
Id ModelServer::writerOf(const Op &op, int column) const
{
    const auto history = m_history.find(op.row);
    if (history == m_history.end())
        return {};
    const char *field = op.table->columns[size_t(column)].name;
    for (auto id = history->second.rbegin(); id != history->second.rend(); ++id) {
        const Logged &logged = m_log.at(*id);
        const bool lost = std::ranges::any_of(
            logged.answer.met, [&](const Answer::Met &met) { return !met.won && met.field == field; });
        if (names(logged.op, field) && logged.answer.state == Answer::State::Ok && !lost)
            return logged.author.who.value;
    }
    return {};
}

// Both clocks equal: the higher op wins, and with it all that its desk says.
bool ModelServer::laterOfTheClock(const Doing &doing, int column) const
{
    const char *field = doing.op.table->columns[size_t(column)].name;
    const Logged *highest = nullptr;
    Id of;
    const auto history = m_history.find(doing.op.row);
    for (const Id &id : history == m_history.end() ? std::vector<Id>() : history->second) {
        const Logged &logged = m_log.at(id);
        const bool counts = logged.hlc == doing.hlc && names(logged.op, field)
            && logged.answer.state == Answer::State::Ok && logged.op.kind != Op::Kind::Put;
        if (!counts || (highest && id < of))
            continue;
        highest = &logged;
        of = id;
    }
    return !highest || of < doing.id || highest->author.desk == doing.author.desk;
}

Answer ModelServer::set(const Doing &said, Row &row)
{
    Doing doing = said;
    const PlanEnd end = flaws.restartsAny ? PlanEnd::ByClock : planEnd(*this, doing.op, row);
    if (end == PlanEnd::Stands)
        doing.hlc = -1; // behind every clock
    if (doing.seen && changedSince(doing))
        return refuse(doing.op, "changed");
    Answer answer;
    std::vector<Change> changes = doing.op.changes;
    if (row.fields[0] == kOne && !names(doing.op, "deleted")) {
        if (doing.hlc > row.clocks[0] || flaws.revivesByAny)
            changes.push_back({0, qint64(0), qint64(0)}); // a later edit brings the row back
        else
            answer.met.push_back({"deleted", 1, false, writerOf(doing.op, 0)});
    }
    for (const Change &change : changes) {
        if (const char *why = forbidden(doing, change, row.fields[size_t(change.column)]))
            return refuse(doing.op, why);
    }
    Row after = row;
    for (const char *column : kEndOfPlan) {
        if (end == PlanEnd::Ends && names(doing.op, column))
            after.clocks.erase(row.table->find(column));
    }
    answer = setFields(doing, after, changes, std::move(answer));
    if (after.fields[0] != kZero && after.fields[0] != kOne)
        return refuse(doing.op, "value");
    if (const char *why = guardMessage(after, &row, doing.now))
        return refuse(doing.op, why);
    row = std::move(after);
    const bool lost = std::ranges::any_of(answer.met, [](const Answer::Met &met) { return !met.won; });
    if (lost && !flaws.keepsRefusedRow) {
        answer.hasRow = true;
        answer.row = taken(row);
    }
    return answer;
}

Answer ModelServer::setFields(const Doing &doing, Row &row, const std::vector<Change> &changes, Answer answer)
{
    const int last = row.table->count - 1;
    for (const Change &change : changes) {
        Value &is = row.fields[size_t(change.column)];
        const Column &column = row.table->columns[size_t(change.column)];
        const auto known = row.clocks.find(change.column);
        const Hlc old = known == row.clocks.end() ? 0 : known->second;
        const bool wins = column.rule == Rule::Checked || column.rule == Rule::Optimistic || doing.hlc > old
            || (doing.hlc == old && laterOfTheClock(doing, change.column)) || flaws.clockIsIgnored
            || (flaws.revivesByAny && change.column == 0);
        if (is != change.after && (!wins || (is != change.before && column.rule != Rule::Checked)))
            answer.met.push_back({column.name, asJson(is), wins, writerOf(doing.op, change.column)});
        if (!wins)
            continue;
        is = change.after;
        row.seq = m_seq;
        if (column.rule != Rule::Checked)
            row.clocks[change.column] = std::max(doing.hlc, old);
    }
    if (flaws.blanksUnnamed && qstrcmp(row.table->name, "customer") == 0
        && !names(doing.op, row.table->columns[size_t(last)].name))
        row.fields[size_t(last)] = defaultOf(row.table->columns[size_t(last)].type);
    return answer;
}

// By the order in which the server hears of it; clocks do not count.
Answer ModelServer::owner(const Doing &doing, Row &row)
{
    const Change &change = doing.op.changes.front();
    Value &is = row.fields[size_t(change.column)];
    const Value mine = doing.author.who.value, nobody;
    const auto isMineOrFree = [&](const Value &value) { return value == mine || value == nobody; };
    bool lost = false;
    if (row.fields[0] != kZero)
        return refuse(doing.op, "deleted");
    if (doing.op.kind == Op::Kind::Claim) {
        if (!isMineOrFree(change.after))
            return refuse(doing.op, "owner");
        lost = !flaws.takesEveryClaim && (!isMineOrFree(is) || (change.after == nobody && is != mine));
    } else {
        if (doing.author.role == Role::Sales && !isMineOrFree(is)) {
            Id last;
            for (const Id &id : m_history[row.id]) {
                if (isOfOwner(m_log.at(id).op) && m_log.at(id).answer.state == Answer::State::Won)
                    last = m_log.at(id).author.who.value;
            }
            if (last != doing.author.who.value)
                return refuse(doing.op, "role"); // only one's own giving is taken back by oneself
        }
        lost = is != change.before && is != change.after;
    }
    if (lost) {
        Answer answer = refuse(doing.op, "");
        answer.state = Answer::State::Lost;
        answer.holder = std::holds_alternative<Id>(is) ? std::get<Id>(is) : Id{};
        return answer;
    }
    if (doing.op.kind == Op::Kind::Assign || change.after == nobody)
        m_wins[row.id] = 0;
    else if (is != change.after)
        ++m_wins[row.id];
    is = change.after;
    row.seq = m_seq;
    Answer answer;
    answer.state = Answer::State::Won;
    return answer;
}

bool ModelServer::mayWrite(const Doing &doing, const Change &change) const
{
    const Table &table = *doing.op.table;
    const bool forManagers = table.trait == Trait::Config || table.trait == Trait::Personal;
    const bool source = doing.op.kind == Op::Kind::Put && qstrcmp(table.name, "source") == 0;
    return !forManagers || source || doing.author.role == Role::Manager
        || (doing.op.kind == Op::Kind::Merge && table.columns[size_t(change.column)].rule == Rule::Added);
}

// Who is with a customer says so of themselves; a manager may of others.
static bool speaksFor(const ModelServer::Author &author, const Value &person)
{
    return author.role == ModelServer::Role::Manager || person == Value{author.who.value};
}

// Nobody signs for another, and only a manager goes on against a rule of the gate.
static const char *signedRefusal(const Value &signs, const Value &reason, const ModelServer::Author &author)
{
    if (author.role == ModelServer::Role::Auto)
        return nullptr; // whose manager somebody is, the model does not know
    if (signs != Value{} && signs != Value{author.who.value})
        return "signed";
    const bool may = isEmpty(reason) || (signs != Value{} && author.role == ModelServer::Role::Manager);
    return may ? nullptr : "role";
}

Answer ModelServer::applyOp(const Doing &doing)
{
    const Op &op = doing.op;
    const bool isPut = op.kind == Op::Kind::Put;
    const bool isBusy = qstrcmp(op.table->name, "busy") == 0;
    if (isTextIn(op) && !doing.author.receives)
        return refuse(op, "received"); // what lies in a tray is not modelled
    const bool contacts = qstrcmp(op.table->name, "message") == 0 || qstrcmp(op.table->name, "gate_log") == 0;
    if (const char *why = contacts ? nullptr : workRefusal(*this, op, doing.author))
        return refuse(op, why);
    if (op.table->feed == Feed::Group)
        return refuse(op, "role"); // administrators are not modelled
    for (const Change &change : op.changes) {
        if (!mayWrite(doing, change))
            return refuse(op, "role");
        if (!isPut && isOfOwner(op) != (op.table->columns[size_t(change.column)].rule == Rule::ServerOrder))
            return refuse(op, "owner");
    }
    if (isPut) {
        const char *why = qstrcmp(op.table->name, "consent") == 0 ? consentRefusal(doing) : nullptr;
        if (isBusy && !speaksFor(doing.author, doing.value("person_id")))
            why = "role";
        if (contacts)
            why = signedRefusal(doing.value("by_person"), doing.value("reason"), doing.author);
        if (contacts && !why)
            why = workRefusal(*this, op, doing.author);
        return why ? refuse(op, why) : put(doing);
    }
    if (op.changes.empty())
        return refuse(op, "empty");
    const auto found = m_rows.find({op.table->name, op.row});
    if (found == m_rows.end())
        return refuse(op, "no row");
    if (isBusy && !speaksFor(doing.author, found->second.at("person_id")))
        return refuse(op, "role");
    if (!isOfOwner(op) && comesBack(*this, op))
        return refuse(op, "circle");
    if (!isOfOwner(op))
        return set(doing, found->second);
    return op.changes.size() == 1 ? owner(doing, found->second) : refuse(op, "owner");
}

} // namespace updesk
