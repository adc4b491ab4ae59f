// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/outbox.h"

#include "core/store/log.h"
#include "core/store/unsent.h"
#include "core/sync/refill.h"
#include "core/sync/serverlost.h"
#include "core/sync/versions.h"

#include <set>

namespace updesk
{

#define DEED                                                                                                           \
    "SELECT d.n, d.id, d.hlc, d.who, d.verb, d.part_of, d.ops, ifnull(s.state, -1), ifnull(s.schema, 0), d.epoch"
// Twice a second: what stays below the cursor, and then from the cursor on, and not through all that was sent.
static constexpr char kBelow[] =
    DEED " FROM stuck s CROSS JOIN deed d ON d.n=s.n WHERE s.n>?1 AND s.n<=?2 AND d.epoch>=0 ORDER BY s.n";
static constexpr char kAbove[] =
    DEED " FROM deed d LEFT JOIN stuck s ON s.n=d.n WHERE d.n>max(?1,?2) AND d.epoch>=0 ORDER BY d.n";

namespace
{

bool meets(const std::vector<Op> &ops, const RowsOf &rows)
{
    return std::ranges::any_of(ops, [&](const Op &op) { return rows.contains({op.table, op.row}); });
}

// What was read before a refill has a number that means another row now: the server compares the values instead.
void forgetSeen(OutDeed &deed)
{
    const auto names = [](const Op &op) { return op.kind != Op::Kind::Put && op.table->isOptimistic(); };
    if (std::ranges::none_of(deed.ops, names))
        return;
    deed.line.clear();
    for (const Op &op : deed.ops)
        appendOp(deed.line, op);
    deed.line += ']';
}

/// Goes through the log in order and decides of each deed whether it may go.
class Picking
{
public:
    Picking(Database &database, const Remote &remote, int schema, const BatchLimits &limits, Outlook &outlook)
        : m_database(database), m_remote(remote), m_schema(schema), m_limits(limits), m_outlook(outlook)
    {
    }
    Result<Batch> run();

private:
    Result<void> begin();
    Result<bool> walk(Query q);
    bool take(OutDeed deed, int stuck, int schema);
    void stay(const OutDeed &deed, Stuck state, int before, const QString &why = {});
    void remember(const OutDeed &deed, Stuck state);
    bool fits(const OutDeed &deed) const;

    Database &m_database;
    const Remote &m_remote;
    int m_schema;
    BatchLimits m_limits;
    Outlook &m_outlook;
    Batch m_batch;
    RowsOf m_kept; ///< beside those of the outlook
    qint64 m_refilled = 0; ///< up to here deeds are older than the last refill
    int m_ops = 0;
    qsizetype m_bytes = 0;
};

Result<void> Picking::begin()
{
    const auto unstuck = m_database.state("unstuck");
    if (!unstuck)
        return unstuck.error();
    const bool holds = m_outlook.schema == m_schema && m_outlook.unstuck == *unstuck
        && std::ranges::none_of(m_outlook.absent, [this](const OutDeed &deed) { return m_remote.maySend(deed); });
    if (!holds)
        m_outlook = {0, {}, {}, m_schema, *unstuck};
    return {};
}

Result<Batch> Picking::run()
{
    const auto sent = m_database.state("sent"), refilled = m_database.state("refilled");
    if (!sent || !refilled)
        return !sent ? sent.error() : refilled.error();
    m_refilled = *refilled;
    if (auto begun = begin(); !begun)
        return begun.error();
    const qint64 from = m_outlook.upTo;
    m_batch.upTo = std::max(*sent, from);
    const auto below = walk(std::move(m_database.query(kBelow).bind(1, from).bind(2, *sent)));
    if (!below)
        return below.error();
    const auto above = *below ? walk(std::move(m_database.query(kAbove).bind(1, from).bind(2, *sent))) : below;
    if (!above)
        return above.error();
    return std::move(m_batch);
}

Result<bool> Picking::walk(Query q)
{
    while (q.next()) {
        OutDeed deed{
            q.number(0), q.id(1), q.number(2), PersonId{q.id(3)}, q.number(9), q.bytes(4), q.id(5), q.bytes(6), {}};
        if (!take(std::move(deed), q.integer(7), q.integer(8)))
            return false;
    }
    if (auto done = q.done(); !done)
        return done.error();
    return true;
}

void Picking::stay(const OutDeed &deed, Stuck state, int before, const QString &why)
{
    if (before != int(state))
        m_batch.staying.push_back({deed.n, state, why});
    m_batch.upTo = std::max(m_batch.upTo, deed.n);
    // What the file does not say yet is looked at once more.
    if (m_batch.deeds.empty() && m_batch.staying.empty())
        return remember(deed, state);
    for (const Op &op : deed.ops)
        m_kept.insert({op.table, op.row});
}

void Picking::remember(const OutDeed &deed, Stuck state)
{
    m_outlook.upTo = deed.n;
    for (const Op &op : deed.ops)
        m_outlook.rows.insert({op.table, op.row});
    const auto isKind = [&deed](const OutDeed &one) {
        return one.who == deed.who && one.epoch == deed.epoch && one.verb == deed.verb;
    };
    if (state == Stuck::Waiting && std::ranges::none_of(m_outlook.absent, isKind))
        m_outlook.absent.push_back({deed.n, deed.id, deed.hlc, deed.who, deed.epoch, deed.verb, deed.partOf, {}, {}});
}

bool Picking::fits(const OutDeed &deed) const
{
    if (m_batch.deeds.empty())
        return true;
    return m_batch.who == deed.who && m_batch.deeds.front().epoch == deed.epoch
        && int(m_batch.deeds.size()) < m_limits.deeds && m_ops + int(deed.ops.size()) <= m_limits.ops
        && m_bytes + deed.line.size() <= m_limits.bytes;
}

// False ends the batch. A deed that stays does not end it: only its rows wait.
bool Picking::take(OutDeed deed, int stuck, int schema)
{
    auto ops = readOps(m_database, deed.line);
    if (!ops) { // written by a newer program, or damaged: nothing says which rows it changes
        stay(deed, Stuck::Parked, stuck, QStringLiteral("unreadable"));
        return true;
    }
    deed.ops = std::move(*ops);
    if (deed.n <= m_refilled)
        forgetSeen(deed);
    if ((stuck == int(Stuck::Parked) || stuck == int(Stuck::Held)) && schema >= m_schema) {
        stay(deed, Stuck(stuck), stuck);
        return true;
    }
    if (meets(deed.ops, m_outlook.rows) || meets(deed.ops, m_kept)) {
        stay(deed, Stuck::Behind, stuck);
        return true;
    }
    if (!m_remote.maySend(deed)) {
        stay(deed, Stuck::Waiting, stuck);
        return true;
    }
    if (!fits(deed))
        return false;
    m_batch.who = deed.who;
    m_batch.upTo = std::max(m_batch.upTo, deed.n);
    m_ops += int(deed.ops.size());
    m_bytes += deed.line.size();
    m_batch.deeds.push_back(std::move(deed));
    return true;
}

Result<void> setStuck(Database &database, qint64 n, Stuck state, const QString &why, int schema)
{
    Query q = database.query("INSERT INTO stuck(n,state,tries,why,schema) VALUES(?1,?2,1,?3,?4)"
                             " ON CONFLICT(n) DO UPDATE SET state=?2, tries=tries+1, why=?3, schema=?4");
    q.bind(1, n).bind(2, int(state)).bind(3, why).bind(4, schema);
    return q.run();
}

Result<void> moveCursor(Database &database, qint64 upTo)
{
    Query q = database.query("UPDATE state SET v=max(v,?1) WHERE k='sent'");
    q.bind(1, upTo);
    return q.run();
}

Result<void> keepBack(Database &database, const Batch &batch, int serverSchema)
{
    for (const Batch::Staying &one : batch.staying) {
        // What cannot be read waits for a newer program, and not for a newer server.
        const int schema = one.state == Stuck::Parked ? kAnySchema : serverSchema;
        if (auto done = setStuck(database, one.n, one.state, one.why, schema); !done)
            return done;
    }
    return moveCursor(database, batch.upTo);
}

/// Puts into the file what the server answered to the ops of one batch.
class Taking
{
public:
    Taking(Transaction &tx, int serverSchema) : m_tx(tx), m_schema(serverSchema) { }
    Result<void> take(const OutDeed &deed, std::span<const Answer> answers);
    int setbacks() const { return m_setbacks; }
    bool hasFreed() const { return m_freed; } ///< a deed that stayed
    const Id &given() const { return m_given; } ///< the last deed that stands in the server's history; null: none

private:
    Result<void> takeOp(const OutDeed &deed, const Op &op, const Answer &answer);
    Result<void> bringHome(const Op &op, const Answer &answer);
    Result<void> note(const OutDeed &deed, const Op &op, const Answer &answer, Setback::Kind kind,
        const QByteArray &field, const QString &ours, const QString &theirs);

    Transaction &m_tx;
    int m_schema;
    int m_setbacks = 0;
    bool m_freed = false;
    Id m_given;
};

Result<void> Taking::note(const OutDeed &deed, const Op &op, const Answer &answer, Setback::Kind kind,
    const QByteArray &field, const QString &ours, const QString &theirs)
{
    Setback one;
    one.kind = kind;
    one.at = timeOf(deed.hlc);
    one.who = deed.who;
    one.verb = deed.verb;
    one.table = op.table->name;
    one.row = op.row;
    one.field = field;
    one.ours = ours;
    one.theirs = theirs;
    one.why = answer.why;
    one.other = PersonId{answer.holder};
    if (deed.epoch != 0) { // nobody keyed it: the host that came after makes it anew
        ++m_setbacks;
        return {};
    }
    const auto noted = updesk::note(m_tx.database(), one);
    if (!noted)
        return noted.error();
    m_setbacks += *noted;
    return {};
}

// A desk would show its refused value for ever: the feed does not move for a refused op. What the server has not while
// all rows come once more goes with the others that it has not, once a copy is kept.
Result<void> Taking::bringHome(const Op &op, const Answer &answer)
{
    if (!answer.hasRow)
        return {};
    if (answer.row)
        return takeRow(m_tx, *answer.row);
    const auto refilling = isRefilling(m_tx.database());
    if (!refilling || *refilling)
        return refilling ? Result<void>() : refilling.error();
    return dropRow(m_tx, *op.table, op.row);
}

Result<void> Taking::takeOp(const OutDeed &deed, const Op &op, const Answer &answer)
{
    if (answer.state == Answer::State::Lost || answer.state == Answer::State::Rejected) {
        if (op.kind == Op::Kind::Put && answer.row) // two desks read one document: nothing of it is lost
            return bringHome(op, answer);
        const auto kind = answer.state == Answer::State::Lost ? Setback::Kind::Lost : Setback::Kind::Rejected;
        const bool erased = answer.why == QLatin1String("erased"); // told without the words
        for (const Change &change : op.changes) {
            const QByteArray field = op.table->columns[size_t(change.column)].name;
            const QString ours = erased ? QString() : setbackText(change.after);
            if (auto noted = note(deed, op, answer, kind, field, ours, {}); !noted)
                return noted;
        }
        return bringHome(op, answer);
    }
    bool lostOne = false;
    for (const Answer::Met &met : answer.met) {
        const int column = op.table->find(met.field);
        if (column < 0)
            continue;
        lostOne = lostOne || !met.won;
        if (op.table->columns[size_t(column)].rule == Rule::Either)
            continue;
        const auto ours = std::ranges::find(op.changes, column, &Change::column);
        // Who edits a row that another removed has not named `deleted`, but means the row to be there.
        const Value keyed = ours == op.changes.end() ? defaultOf(op.table->columns[size_t(column)].type) : ours->after;
        const auto value = fromJson(met.theirs, op.table->columns[size_t(column)].type);
        Answer said = answer;
        said.holder = met.who;
        const auto kind = met.won ? Setback::Kind::TwoPlaces : Setback::Kind::Lost;
        if (auto noted =
                note(deed, op, said, kind, met.field, setbackText(keyed), value ? setbackText(*value) : QString());
            !noted)
            return noted;
    }
    return lostOne || answer.again ? bringHome(op, answer) : Result<void>();
}

Result<void> Taking::take(const OutDeed &deed, std::span<const Answer> answers)
{
    const auto held = std::ranges::find(answers, Answer::State::Held, &Answer::state);
    if (held != answers.end())
        return setStuck(m_tx.database(), deed.n, Stuck::Held, held->why, m_schema);
    Query freed = m_tx.database().query("DELETE FROM stuck WHERE n=?1");
    if (auto done = freed.bind(1, deed.n).run(); !done)
        return done;
    m_freed = m_freed || m_tx.database().changed() > 0;
    for (size_t i = 0; i < deed.ops.size(); ++i) {
        if (auto taken = takeOp(deed, deed.ops[i], answers[i]); !taken)
            return taken;
    }
    const auto refused = [](const Answer &answer) { return answer.state == Answer::State::Rejected; };
    if (deed.epoch > 0 && std::ranges::all_of(answers, refused))
        return fence(m_tx.database(), deed.n);
    if (!std::ranges::all_of(answers, refused))
        m_given = deed.id;
    return {};
}

} // namespace

Result<Batch> nextBatch(
    Database &database, const Remote &remote, int serverSchema, const BatchLimits &limits, Outlook &outlook)
{
    return Picking(database, remote, serverSchema, limits, outlook).run();
}

Result<void> countUnstuck(Database &database)
{
    return database.query("INSERT INTO state(k,v) VALUES('unstuck',1) ON CONFLICT(k) DO UPDATE SET v=v+1").run();
}

Result<int> takeAnswers(
    Database &database, const Batch &batch, const std::vector<Answer> &answers, int serverSchema, int store)
{
    size_t expected = 0;
    for (const OutDeed &deed : batch.deeds)
        expected += deed.ops.size();
    if (answers.size() != expected)
        return Error{Error::Code::Failed, QStringLiteral("push"), QStringLiteral("answers_missing")};
    auto tx = Transaction::begin(database, {batch.who, store});
    if (!tx)
        return tx.error();
    if (auto kept = keepBack(database, batch, serverSchema); !kept)
        return kept.error();
    Taking taking(*tx, serverSchema);
    std::span<const Answer> rest(answers);
    for (const OutDeed &deed : batch.deeds) {
        if (auto taken = taking.take(deed, rest.first(deed.ops.size())); !taken)
            return taken.error();
        rest = rest.subspan(deed.ops.size());
    }
    if (auto laid = layUnsent(*tx); !laid)
        return laid.error();
    if (auto counted = taking.hasFreed() ? countUnstuck(database) : Result<void>(); !counted)
        return counted.error();
    if (auto kept = taking.given().isNull() ? Result<void>() : keepLastGiven(database, taking.given()); !kept)
        return kept.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    return taking.setbacks();
}

Result<void> leaveBehind(Database &database, const Batch &batch, int serverSchema)
{
    auto tx = Transaction::begin(database, {});
    if (!tx)
        return tx.error();
    if (auto kept = keepBack(database, batch, serverSchema); !kept)
        return kept;
    return tx->commit();
}

Result<void> park(Database &database, qint64 n, const QString &why, int serverSchema)
{
    auto tx = Transaction::begin(database, {});
    if (!tx)
        return tx.error();
    if (auto set = setStuck(database, n, Stuck::Parked, why, serverSchema); !set)
        return set;
    return tx->commit();
}

Result<std::vector<qint64>> missingAtServer(Database &database, Remote &remote)
{
    constexpr size_t kAsked = 2000;
    std::vector<std::pair<qint64, Id>> sent;
    Query q = database.query("SELECT n, id FROM deed WHERE n<=(SELECT v FROM state WHERE k='sent')"
                             " AND n>ifnull((SELECT v FROM state WHERE k='adopted'),0) AND epoch>=0 ORDER BY n");
    while (q.next())
        sent.push_back({q.number(0), q.id(1)});
    if (auto done = q.done(); !done)
        return done.error();
    std::vector<qint64> missing;
    for (size_t from = 0; from < sent.size(); from += kAsked) {
        const auto part = std::span(sent).subspan(from, std::min(kAsked, sent.size() - from));
        std::vector<Id> ids;
        for (const auto &[n, id] : part)
            ids.push_back(id);
        auto known = remote.knows(ids);
        // A server that is older than the question knows none: what it has already, it answers as before.
        if (!known && isUnknownThere(known.error()))
            known = std::set<Id>();
        if (!known)
            return known.error();
        for (const auto &[n, id] : part) {
            if (!known->contains(id))
                missing.push_back(n);
        }
    }
    return missing;
}

Result<void> sendAgain(Database &database, const std::vector<qint64> &deeds)
{
    for (const qint64 n : deeds) {
        Query q = database.query("INSERT INTO stuck(n,state,tries,why,schema) VALUES(?1,?2,0,'',0)"
                                 " ON CONFLICT(n) DO NOTHING");
        if (auto done = q.bind(1, n).bind(2, int(Stuck::Waiting)).run(); !done)
            return done;
    }
    return countUnstuck(database);
}

Result<void> tryParkedAgain(Database &database)
{
    Query q = database.query("UPDATE stuck SET schema=?1 WHERE state=?2");
    if (auto done = q.bind(1, kAnySchema).bind(2, int(Stuck::Parked)).run(); !done)
        return done;
    return countUnstuck(database);
}

Result<Unsent> unsent(Database &database)
{
    Unsent all;
    Query q = database.query("SELECT d.hlc, json_array_length(d.ops), ifnull(s.state, -1) FROM deed d"
                             " LEFT JOIN stuck s ON s.n=d.n WHERE" UPDESK_UNSENT "AND d.epoch>=0 ORDER BY d.n");
    while (q.next()) {
        if (all.deeds++ == 0)
            all.oldest = timeOf(q.number(0));
        all.ops += q.number(1);
        const int state = q.integer(2);
        all.held += state == int(Stuck::Held);
        all.parked += state == int(Stuck::Parked);
        all.waiting += state == int(Stuck::Waiting) || state == int(Stuck::Behind);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return all;
}

} // namespace updesk
