// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log.h"
#include "core/store/rowseq.h"
#include "tests/core/sync/simworld.h"

#include <set>

namespace updesk
{

static QByteArray rowsOf(Database &database, const Table &table, std::map<Id, std::vector<Value>> &out, bool &foreign)
{
    QByteArray columns;
    for (int i = 0; i < table.count; ++i)
        columns += QByteArray(",") + table.columns[size_t(i)].name;
    const auto base = seqBase(database);
    Query q = database.once("SELECT id, store_id, seq" + columns + " FROM " + table.name);
    while (base && q.next()) {
        std::vector<Value> values{seqAbove(*base, q.number(2))};
        foreign = foreign || q.number(1) != ModelServer::kStore;
        for (int i = 0; i < table.count; ++i)
            values.push_back(q.value(3 + i, table.columns[size_t(i)].type));
        out[q.id(0)] = std::move(values);
    }
    return base && q.done() ? QByteArray() : QByteArray("unreadable");
}

static QByteArray unlikeIn(const World &world, SimDesk &desk, const Table &table)
{
    std::map<Id, std::vector<Value>> here;
    bool foreign = false;
    if (const QByteArray bad = rowsOf(*desk.database, table, here, foreign); !bad.isEmpty())
        return bad;
    if (foreign)
        return "I10: a row of another store in " + QByteArray(table.name);
    size_t there = 0;
    for (auto at = world.server.rows().lower_bound({table.name, Id{}});
         at != world.server.rows().end() && at->first.first == table.name; ++at) {
        ++there;
        const ModelServer::Row &row = at->second;
        const auto found = here.find(row.id);
        if (found == here.end())
            return "I3: a row of " + QByteArray(table.name) + " is missing at a desk";
        const std::vector<Value> &values = found->second;
        if (values[0] != Value{row.seq})
            return "I3: " + QByteArray(table.name) + ".seq of " + row.id.hex() + " differs at a desk";
        for (size_t i = 0; i + 1 < values.size(); ++i) {
            if (values[i + 1] != row.fields[i])
                return "I3: " + QByteArray(table.name) + '.' + table.columns[i].name + " of " + row.id.hex()
                    + " differs at a desk";
        }
    }
    return here.size() == there ? QByteArray() : "I3: a row of " + QByteArray(table.name) + " is not on the server";
}

static QByteArray unlike(const World &world, SimDesk &desk)
{
    for (const Table *table : desk.database->setup().tables) {
        if (const QByteArray bad = unlikeIn(world, desk, *table); !bad.isEmpty())
            return bad;
    }
    return {};
}

// As the program declares it; a desk's own may have a fault planted.
static bool isEither(QByteArrayView name, QByteArrayView field)
{
    static const FakeClock clock;
    static const std::vector<const Table *> tables = deskSetup(clock).tables;
    const auto table = std::ranges::find_if(tables, [name](const Table *one) { return name == one->name; });
    const int column = table == tables.end() ? -1 : (*table)->find(field);
    return column >= 0 && (*table)->columns[size_t(column)].rule == Rule::Either;
}

namespace
{

/// What a person at one desk has been told.
class Told
{
public:
    explicit Told(Database &database) : m_all(setbacksAfter(database, 0))
    {
        for (const Setback &one : m_all ? *m_all : std::vector<Setback>()) {
            m_noted.insert({one.row, int(one.kind)});
            m_bothers = m_bothers || (one.kind != Setback::Kind::Rejected && isEither(one.table, one.field));
        }
    }
    bool readable() const { return bool(m_all); }
    bool bothers() const { return m_bothers; } ///< somebody is asked about what nobody has to decide
    bool of(const Op &op, Setback::Kind kind) const { return m_noted.contains({op.row, int(kind)}); }

private:
    Result<std::vector<Setback>> m_all;
    std::set<std::pair<Id, int>> m_noted;
    bool m_bothers = false;
};

} // namespace

static QByteArray untold(const Told &told, const Op &op, const Answer &answer)
{
    if (op.changes.empty())
        return {};
    const auto met = [&](bool won) {
        return std::ranges::any_of(answer.met,
            [&op, won](const Answer::Met &one) { return one.won == won && !isEither(op.table->name, one.field); });
    };
    if ((met(false) || answer.state == Answer::State::Lost) && !told.of(op, Setback::Kind::Lost))
        return "I5: a lost op without a notice";
    if (met(true) && !told.of(op, Setback::Kind::TwoPlaces))
        return "I5: two edits met without a notice";
    if (answer.state == Answer::State::Rejected && !told.of(op, Setback::Kind::Rejected))
        return "I5: a refused op without a notice";
    return {};
}

// Whoever was first at the server hears of it too.
static QByteArray untoldFirst(const World &world, const SimDesk &desk, const Told &told)
{
    for (const auto &[id, logged] : world.server.log()) {
        for (const Answer::Met &met : logged.answer.met) {
            const bool concerns = met.who == desk.author.who.value && logged.author.who != desk.author.who;
            if (concerns && !isEither(logged.op.table->name, met.field)
                && !told.of(logged.op, met.won ? Setback::Kind::Lost : Setback::Kind::TwoPlaces))
                return "I5: an edit met an earlier one, whose person was not told";
        }
    }
    return {};
}

static bool holdsAll(const Op &logged, const Op &done)
{
    return std::ranges::all_of(done.changes, [&logged](const Change &change) {
        return std::ranges::any_of(logged.changes,
            [&change](const Change &kept) { return kept.column == change.column && kept.after == change.after; });
    });
}

static QByteArray badDeed(World &world, SimDesk &desk, const Told &told, const DeedId &deed, std::set<Id> &refusedPuts)
{
    const auto ops = opsOf(*desk.database, deed);
    if (!ops)
        return "I1: a deed is no longer in the log";
    for (size_t i = 0; i < ops->size(); ++i) {
        const Op &op = (*ops)[i];
        const auto logged = world.server.log().find(opId(deed.value, int(i) + 1));
        if (logged == world.server.log().end())
            return "I1: an op is neither on the server nor waiting";
        if (logged->second.times != 1)
            return "I2: an op was applied twice";
        if (!holdsAll(logged->second.op, op))
            return "I9: a value that was keyed is not in the history";
        const Answer &answer = logged->second.answer;
        if (const QByteArray bad = untold(told, op, answer); !bad.isEmpty())
            return bad;
        if (answer.state != Answer::State::Rejected)
            continue;
        if (op.kind == Op::Kind::Put)
            refusedPuts.insert(op.row);
        else if (answer.why == QLatin1String("no row") && world.restores == 0 && !refusedPuts.contains(op.row))
            return "an op came before the row it changes";
    }
    return {};
}

static QByteArray badSending(const World &world)
{
    for (const auto &[id, times] : world.handedOver) {
        if (times > 1)
            return "I6: a message was handed over twice";
    }
    for (const auto &[id, message] : world.server.messages()) {
        const auto handed = world.handedOver.find(id);
        if (message.state == "sent" && (handed == world.handedOver.end() || handed->second != 1))
            return "I6: a message counts as sent that nobody handed over";
        if (message.state == "sending")
            return "I6: a message is still on its way after quiet";
    }
    return {};
}

QByteArray World::told() const
{
    QByteArray all = QByteArray::number(crashes) + " crashes " + QByteArray::number(restores) + " restores\n";
    for (const auto &[key, row] : server.rows()) {
        Op op{Op::Kind::Put, row.table, row.id, {}};
        for (int i = 0; i < row.table->count; ++i)
            op.changes.push_back({i, row.fields[size_t(i)], {}});
        QByteArray line;
        appendOp(line, op, row.seq);
        all += line + '\n';
    }
    for (const auto &[id, logged] : server.log())
        all += id.hex() + ' ' + QByteArray::number(logged.seq) + ' ' + QByteArray::number(logged.hlc) + ' '
            + QByteArray::number(int(logged.answer.state)) + logged.answer.why.toUtf8() + '\n';
    for (const auto &desk : desks) {
        const auto setbacks = setbacksAfter(*desk->database, 0);
        for (const Setback &one : setbacks ? *setbacks : std::vector<Setback>())
            all += one.row.hex() + ' ' + QByteArray::number(int(one.kind)) + ' ' + one.field + ' ' + one.ours.toUtf8()
                + ' ' + one.theirs.toUtf8() + '\n';
    }
    return all;
}

QByteArray World::broken()
{
    if (!fault.isEmpty())
        return fault;
    if (const QByteArray bad = server.fault(); !bad.isEmpty())
        return bad;
    std::set<Id> refusedPuts;
    for (const auto &desk : desks) {
        const auto left = unsent(*desk->database);
        if (!left || left->deeds != 0)
            return "something is still unsent after quiet";
        const Told told(*desk->database);
        if (!told.readable())
            return "setbacks are unreadable";
        if (told.bothers())
            return "somebody is asked which of two values stands that are as good as each other";
        for (const DeedId &deed : desk->entered) {
            if (const QByteArray bad = badDeed(*this, *desk, told, deed, refusedPuts); !bad.isEmpty())
                return bad;
        }
        // Of what a copy that was put back hears again some has a number that was read before.
        const QByteArray first = restores == 0 ? untoldFirst(*this, *desk, told) : QByteArray();
        if (!first.isEmpty())
            return first;
        if (const QByteArray bad = unlike(*this, *desk); !bad.isEmpty())
            return bad;
    }
    return badSending(*this);
}

} // namespace updesk
