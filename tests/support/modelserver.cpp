// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modelserver.h"

#include "core/desk/tables.h"
#include "tests/support/fakeclock.h"
#include "tests/support/modelrules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace updesk
{

static const std::vector<const Table *> &allTables()
{
    static const FakeClock clock;
    static const std::vector<const Table *> tables = deskSetup(clock).tables;
    return tables;
}

ModelServer::ModelServer() : m_tables(allTables()) { }

Result<Hello> ModelServer::hello() const
{
    Hello hello;
    hello.schema = schema;
    hello.oldestDesk = oldestDesk;
    hello.generation = QByteArray::number(m_generation);
    return hello;
}

void ModelServer::upgrade()
{
    m_lacks.clear();
    chokesOn.clear();
    ++schema;
}

int ModelServer::wins(const Id &lead) const
{
    const auto found = m_wins.find(lead);
    return found == m_wins.end() ? 0 : found->second;
}

const Table *ModelServer::canonical(const Table &table) const
{
    return *std::ranges::find_if(m_tables, [&](const Table *own) { return qstrcmp(own->name, table.name) == 0; });
}

TakenRow ModelServer::taken(const Row &row) const
{
    TakenRow out{row.table, row.id, kStore, row.seq, {}};
    for (int i = 0; i < row.table->count; ++i) {
        if (!m_lacks.contains({row.table->name, row.table->columns[size_t(i)].name}))
            out.fields.push_back({i, row.fields[size_t(i)], {}});
    }
    return out;
}

std::optional<TakenRow> ModelServer::rowNow(const Table &table, const Id &id) const
{
    const auto row = m_rows.find({table.name, id});
    return row == m_rows.end() ? std::nullopt : std::optional(taken(row->second));
}

// The whole deed waits when it holds something unknown, or a row that waits already.
QString ModelServer::heldBy(const OutDeed &deed, const std::set<Id> &waiting) const
{
    if (std::ranges::any_of(deed.ops, [&](const Op &op) { return waiting.contains(op.row); }))
        return QStringLiteral("row");
    for (const Op &op : deed.ops) {
        for (const Change &change : op.changes) {
            const char *column = op.table->columns[size_t(change.column)].name;
            if (m_lacks.contains({op.table->name, column}))
                return QLatin1String(op.table->name) + u'.' + QLatin1String(column);
        }
    }
    return {};
}

// In the order of PostgreSQL's own JSON: shorter names first.
static void sortByKey(Op &op)
{
    std::ranges::sort(op.changes, {}, [&](const Change &change) {
        const std::string name = op.table->columns[size_t(change.column)].name;
        return std::pair(name.size(), name);
    });
}

Answer ModelServer::answerTo(const Author &author, const OutDeed &deed, size_t n, Time now, bool known)
{
    Doing doing{
        author, deed, deed.ops[n], std::min(deed.hlc, (now << 16) | 0xffff), opId(deed.id, int(n) + 1), {}, now};
    doing.op.table = canonical(*doing.op.table);
    sortByKey(doing.op);
    Answer answer;
    if (const auto logged = m_log.find(doing.id); logged != m_log.end() && !flaws.forgetsOps) {
        answer = logged->second.answer;
        if (answer.hasRow) // as it is now: an older one could take out what has come since
            answer.row = rowNow(*doing.op.table, doing.op.row);
    } else {
        const QJsonValue seen = QJsonDocument::fromJson(deed.line).array()[qsizetype(n)].toObject()[QLatin1String("s")];
        if (doing.op.table->isOptimistic() && seen.isDouble())
            doing.seen = seen.toInteger();
        answer = applyOp(doing);
        remember(doing, answer);
    }
    answer.again = known;
    return answer;
}

std::set<Id> ModelServer::knows(std::span<const Id> deeds) const
{
    std::set<Id> known;
    for (const Id &deed : deeds) {
        const auto first = m_log.lower_bound(opId(deed, 0));
        if (first != m_log.end() && first->first <= opId(deed, 65535))
            known.insert(deed);
    }
    return known;
}

bool ModelServer::chokes(const OutDeed &deed) const
{
    const auto fails = [this](const Change &change) {
        const auto *text = std::get_if<QByteArray>(&change.after);
        return text && text->contains(chokesOn);
    };
    return !chokesOn.isEmpty()
        && std::ranges::any_of(deed.ops, [&](const Op &op) { return std::ranges::any_of(op.changes, fails); });
}

Result<std::vector<Answer>> ModelServer::push(
    const Author &author, std::span<const OutDeed> deeds, Time now, std::optional<qint64> epoch)
{
    if (locked)
        return Error{Error::Code::Busy, QStringLiteral("lock"), {}};
    if ((author.role == Role::Auto || epoch) && !serves(epoch.value_or(0), now))
        return Error{Error::Code::Conflict, QStringLiteral("lease"), {}};
    if (std::ranges::any_of(deeds, [this](const OutDeed &deed) { return chokes(deed); }))
        return Error{Error::Code::Failed, QStringLiteral("server"), QStringLiteral("54000 a row it fails on")};
    const qint64 before = m_seq;
    const size_t logged = m_log.size();
    if (!flaws.numbersRestart || m_seq == 0)
        ++m_seq;
    std::vector<Answer> answers;
    std::set<Id> waiting;
    for (const OutDeed &deed : deeds) {
        if (const QString held = heldBy(deed, flaws.holdsOnlyTheUnknown ? std::set<Id>() : waiting); !held.isEmpty()) {
            for (const Op &op : deed.ops)
                waiting.insert(op.row);
            Answer answer;
            answer.state = Answer::State::Held;
            answer.why = held;
            answers.resize(answers.size() + deed.ops.size(), answer);
            continue;
        }
        bool known = false;
        for (size_t n = 0; n < deed.ops.size(); ++n)
            known = known || m_log.contains(opId(deed.id, int(n) + 1));
        for (size_t n = 0; n < deed.ops.size(); ++n)
            answers.push_back(answerTo(author, deed, n, now, known));
    }
    bringHome();
    if (m_log.size() == logged && !flaws.forgetsOps)
        m_seq = before;
    else if (m_seq <= m_seen && m_fault.isEmpty())
        m_fault = "I7: a push has the number of an earlier one";
    m_seen = std::max(m_seen, m_seq);
    return answers;
}

static int weightOf(const Table &table)
{
    const auto bytes = [](const Column &column) { return column.type == Column::Type::Bytes; };
    return std::any_of(table.columns.begin(), table.columns.begin() + table.count, bytes) ? 25 : 1;
}

// Whole pushes only, so that no desk ever cuts one in two.
Page ModelServer::pull(int, qint64 after, int limit) const
{
    std::map<qint64, std::vector<const Row *>> pushes;
    for (const auto &[key, row] : m_rows) {
        if (row.seq > after)
            pushes[row.seq].push_back(&row);
    }
    Page page;
    int weight = 0;
    for (const auto &[seq, rows] : pushes) {
        for (const Row *row : rows)
            weight += weightOf(*row->table);
        if (weight > limit && !page.rows.empty())
            break;
        page.upTo = seq;
        for (const Row *row : rows) {
            page.rows.push_back(taken(*row));
            for (const auto &[field, clock] : row->clocks)
                page.newest = std::max(page.newest, clock);
        }
        if (weight > limit)
            break;
    }
    if (flaws.sendsForeignRows && !page.rows.empty())
        page.rows.front().store = kStore + 1;
    return page;
}

} // namespace updesk
