// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modelserver.h"

#include "core/store/log.h"

#include <algorithm>

namespace updesk
{

Result<Hello> ModelServer::hello() const
{
    Hello hello;
    hello.schema = schema;
    hello.oldestDesk = 1;
    hello.generation = QByteArray::number(m_generation);
    return hello;
}

int ModelServer::wins(const Id &lead) const
{
    const auto found = m_wins.find(lead);
    return found == m_wins.end() ? 0 : found->second;
}

TakenRow ModelServer::taken(const Row &row) const
{
    TakenRow out{row.table, row.id, kStore, row.seq, {}};
    for (int i = 0; i < row.table->count; ++i)
        out.fields.push_back({i, row.fields[size_t(i)], {}});
    return out;
}

Answer ModelServer::refuse(const Op &op, const char *why) const
{
    Answer answer;
    answer.state = Answer::State::Rejected;
    answer.why = QLatin1String(why);
    if (flaws.keepsRefusedRow)
        return answer;
    answer.hasRow = true;
    if (const auto row = m_rows.find({op.table->name, op.row}); row != m_rows.end())
        answer.row = taken(row->second);
    return answer;
}

Answer ModelServer::put(const Op &op, Hlc hlc)
{
    Row row{op.table, op.row, m_seq, hlc, {}, {}};
    for (int i = 0; i < op.table->count; ++i)
        row.fields.push_back(defaultOf(op.table->columns[size_t(i)].type));
    for (const Change &change : op.changes)
        row.fields[size_t(change.column)] = change.after;
    m_rows[row.key()] = std::move(row);
    return {};
}

static const char *forbidden(const Op &op, const Change &change, const Value &is)
{
    const Column &column = op.table->columns[size_t(change.column)];
    switch (column.rule) {
    case Rule::Added:
        return op.kind == Op::Kind::Merge ? nullptr : "added";
    case Rule::Optimistic:
        return is == change.before || is == change.after ? nullptr : "changed";
    case Rule::Checked:
        return is == Value{qint64(0)} || change.after == Value{qint64(0)} || is == change.after ? nullptr
                                                                                                : "transition";
    case Rule::ServerOrder:
        return "owner";
    case Rule::Field:
        break;
    }
    return nullptr;
}

static QJsonValue asJson(const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return *number;
    if (const auto *text = std::get_if<QByteArray>(&value))
        return QString::fromUtf8(*text);
    const auto *id = std::get_if<Id>(&value);
    return id ? QJsonValue(QString::fromLatin1(id->hex())) : QJsonValue();
}

Answer ModelServer::set(const Op &op, Hlc hlc, const Id &opId, Row &row)
{
    for (const Change &change : op.changes) {
        if (const char *why = forbidden(op, change, row.fields[size_t(change.column)]))
            return refuse(op, why);
    }
    Answer answer;
    for (const Change &change : op.changes) {
        Value &is = row.fields[size_t(change.column)];
        const QByteArray name = op.table->columns[size_t(change.column)].name;
        const auto known = row.clocks.find(change.column);
        const std::pair<Hlc, Id> last = known == row.clocks.end() ? std::pair(row.born, Id{}) : known->second;
        if (auto &latest = m_latest[{row.key(), change.column}]; latest.first < std::pair(hlc, opId))
            latest = {{hlc, opId}, change.after};
        if (std::pair(hlc, opId) < last && !flaws.clockIsIgnored) {
            if (is != change.after)
                answer.met.push_back({name, asJson(is), false, {}});
            continue;
        }
        if (is != change.before && is != change.after)
            answer.met.push_back({name, asJson(is), true, {}});
        is = change.after;
        row.clocks[change.column] = {hlc, opId};
        row.seq = m_seq;
    }
    const bool lost = std::ranges::any_of(answer.met, [](const Answer::Met &met) { return !met.won; });
    if (lost && !flaws.keepsRefusedRow) {
        answer.hasRow = true;
        answer.row = taken(row);
    }
    return answer;
}

bool ModelServer::misordered() const
{
    return std::ranges::any_of(m_latest, [this](const auto &entry) {
        const auto &[where, latest] = entry;
        const auto row = m_rows.find(where.first);
        if (row == m_rows.end() || row->second.born > latest.first.first)
            return false;
        const Column &column = row->second.table->columns[size_t(where.second)];
        return column.rule == Rule::Field && row->second.fields[size_t(where.second)] != latest.second;
    });
}

// By the order in which the server hears of it; clocks do not count.
Answer ModelServer::owner(PersonId who, const Op &op, Hlc hlc, const Id &opId, Row &row)
{
    Answer answer;
    for (const Change &change : op.changes) {
        Value &is = row.fields[size_t(change.column)];
        const auto *holder = std::get_if<Id>(&is);
        const bool taken = holder && !holder->isNull() && *holder != who.value;
        if (op.kind == Op::Kind::Claim && taken && !flaws.takesEveryClaim) {
            answer = refuse(op, "claimed");
            answer.state = Answer::State::Lost;
            answer.holder = *holder;
            return answer;
        }
        if (op.kind == Op::Kind::Claim && is != change.after)
            ++m_wins[op.row];
        if (op.kind == Op::Kind::Assign)
            m_wins[op.row] = 0;
        is = change.after;
        row.clocks[change.column] = {hlc, opId};
        row.seq = m_seq;
        answer.state = Answer::State::Won;
    }
    return answer;
}

Answer ModelServer::applyOp(PersonId who, const Op &op, Hlc hlc, const Id &opId)
{
    const auto found = m_rows.find({op.table->name, op.row});
    if (op.kind == Op::Kind::Put)
        return found == m_rows.end() ? put(op, hlc) : refuse(op, "exists");
    if (found == m_rows.end())
        return refuse(op, "missing");
    if (op.kind == Op::Kind::Claim || op.kind == Op::Kind::Assign)
        return owner(who, op, hlc, opId, found->second);
    return set(op, hlc, opId, found->second);
}

// A deed of which the server does not know a table or a kind waits as a whole.
Result<std::vector<Answer>> ModelServer::push(PersonId who, std::span<const OutDeed> deeds, Time now)
{
    if (!flaws.numbersRestart || m_seq == 0)
        ++m_seq;
    std::vector<Answer> answers;
    for (const OutDeed &deed : deeds) {
        const bool unknown = schema < 1;
        for (size_t i = 0; i < deed.ops.size(); ++i) {
            const Id id = opId(deed.id, int(i));
            Answer answer;
            if (unknown) {
                answer.state = Answer::State::Held;
            } else if (const auto known = m_log.find(id); known != m_log.end() && !flaws.forgetsOps) {
                answer = known->second.answer;
                answer.again = true;
                if (answer.hasRow) { // as it is now: an older one could take out what has come since
                    const auto row = m_rows.find({deed.ops[i].table->name, deed.ops[i].row});
                    answer.row = row == m_rows.end() ? std::nullopt : std::optional(taken(row->second));
                }
            } else {
                answer = applyOp(who, deed.ops[i], std::min(deed.hlc, (now << 16) | 0xffff), id);
                m_log[id] = {answer, m_seq, m_log[id].times + 1};
            }
            answers.push_back(std::move(answer));
        }
    }
    return answers;
}

Page ModelServer::pull(int, qint64 after, int limit) const
{
    Page page;
    for (const auto &[key, row] : m_rows) {
        if (row.seq <= after)
            continue;
        page.rows.push_back(taken(row));
        page.newest = std::max(page.newest, row.born);
        for (const auto &[field, clock] : row.clocks)
            page.newest = std::max(page.newest, clock.first);
    }
    std::ranges::stable_sort(page.rows, {}, &TakenRow::seq);
    if (int(page.rows.size()) > limit) { // whole pushes only
        size_t end = size_t(limit);
        while (end > 0 && page.rows[end - 1].seq == page.rows[end].seq)
            --end;
        if (end == 0)
            while (end < page.rows.size() && page.rows[end].seq == page.rows[0].seq)
                ++end;
        page.rows.resize(end);
    }
    if (flaws.sendsForeignRows && !page.rows.empty())
        page.rows.front().store = kStore + 1;
    return page;
}

} // namespace updesk
