// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fill.h"

#include "core/base/halt.h"
#include "core/store/rowseq.h"
#include "core/sync/copyrow.h"
#include "core/sync/inbox.h"

namespace updesk
{

static constexpr qint64 kEmptied = -1; // numbers are above it
static constexpr qsizetype kMostBytes = 1 << 20; // of rows written in one transaction

// Nested loops, for a slice looks its leads up by their keys: what a slice costs does not grow with the store.
static constexpr char kBegin[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout='10min';"
                                 "SET LOCAL idle_in_transaction_session_timeout='10min'; SET LOCAL jit=off;"
                                 "SET LOCAL enable_hashjoin=off; SET LOCAL enable_mergejoin=off;"
                                 "SET LOCAL max_parallel_workers_per_gather=0";

Result<void> beginFill(Transaction &tx)
{
    if (auto gone = tx.database().query("DELETE FROM state WHERE k LIKE 'bring%'").run(); !gone)
        return gone;
    return tx.database().setState("bring", int(FillPass::Work));
}

Result<FillPass> fillPass(Database &database)
{
    const auto pass = database.state("bring");
    if (!pass)
        return pass.error();
    return FillPass(*pass);
}

Result<qint64> filledRows(Database &database) { return database.state("bring.rows"); }

Fill::Fill(Pg &pg, Database &database, int store, FillTold told, int slice)
    : m_pg(pg), m_database(database), m_store(store), m_told(std::move(told)), m_slice(slice)
{
}

// Rows are derived once a slice and not once a row, so the connection that lays them down has no derivations.
Result<void> Fill::open()
{
    Database::Setup setup = m_database.setup();
    setup.derivations.clear();
    auto bulk = Database::open(m_database.path(), std::move(setup), Database::Open::Existing);
    if (!bulk)
        return bulk.error();
    m_bulk = std::move(*bulk);
    return m_bulk->relax();
}

static Result<std::map<int, qint64>> feedsOf(Pg &pg)
{
    const auto rows = pg.query("SELECT store_id, seq FROM updesk.feed");
    if (!rows)
        return rows.error();
    std::map<int, qint64> feeds;
    for (int i = 0; i < rows->count(); ++i)
        feeds[int(rows->number(i, 0))] = rows->number(i, 1);
    return feeds;
}

static QByteArray firstKey(int feed) { return "bring.first." + QByteArray::number(feed); }

Result<void> Fill::keepTerms(const std::map<int, qint64> &feeds)
{
    auto tx = Transaction::begin(*m_bulk, {{}, m_store});
    if (!tx)
        return tx.error();
    if (auto kept = m_bulk->setState("bring.now", tx->now()); !kept)
        return kept;
    for (const int feed : {0, m_store}) {
        const auto found = feeds.find(feed);
        if (found == feeds.end())
            return Error{Error::Code::Denied, QStringLiteral("store"), {}};
        if (auto kept = m_bulk->setState(firstKey(feed).constData(), found->second); !kept)
            return kept;
    }
    return tx->commit();
}

Result<void> Fill::readColumns()
{
    const auto columns =
        m_pg.query("SELECT c.relname::text, a.attname::text FROM pg_class c JOIN pg_namespace n"
                   " ON n.oid=c.relnamespace JOIN pg_attribute a ON a.attrelid=c.oid"
                   " WHERE n.nspname='updesk' AND c.relkind='r' AND a.attnum>0 AND NOT a.attisdropped");
    if (!columns)
        return columns.error();
    for (int i = 0; i < columns->count(); ++i)
        m_there[columns->bytes(i, 0)].insert(columns->bytes(i, 1));
    return {};
}

Result<void> Fill::readTerms()
{
    const auto pass = fillPass(*m_bulk);
    const auto now = m_bulk->state("bring.now"), rows = m_bulk->state("bring.rows"), refill = m_bulk->state("anew");
    for (const auto *one : {&now, &rows, &refill}) {
        if (!*one)
            return one->error();
    }
    if (!pass)
        return pass.error();
    if (*now == 0) {
        const auto feeds = feedsOf(m_pg);
        if (!feeds)
            return feeds.error();
        if (auto kept = keepTerms(*feeds); !kept)
            return kept;
        return readTerms();
    }
    for (const int feed : {0, m_store}) {
        const auto first = m_bulk->state(firstKey(feed).constData());
        if (!first)
            return first.error();
        m_first[feed] = *first;
    }
    m_terms = {*pass, *now, m_first[m_store]};
    m_rows = *rows;
    m_used = *refill != 0;
    return {};
}

Result<Filled> Fill::run(Time patience)
{
    const auto pass = fillPass(m_database);
    if (!pass)
        return pass.error();
    if (*pass == FillPass::Done)
        return Filled{};
    if (auto opened = open(); !opened)
        return opened.error();
    if (auto begun = m_pg.execute(kBegin); !begun)
        return begun.error();
    auto ended = readColumns();
    if (ended)
        ended = readTerms();
    const qint64 before = m_rows;
    bool more = true;
    while (ended && more && m_terms.pass != FillPass::Done) {
        const bool work = m_terms.pass == FillPass::Work;
        const auto done = stretch(work ? QDeadlineTimer(QDeadlineTimer::Forever) : QDeadlineTimer(patience));
        more = done && *done;
        ended = !done ? done.error() : *done ? endPass() : Result<void>();
    }
    if (auto closed = m_pg.execute("ROLLBACK"); ended && !closed)
        ended = closed;
    m_bulk.reset();
    if (!ended)
        return ended.error();
    return Filled{m_rows - before, m_terms.pass != FillPass::Done};
}

// False when its time was over before the pass was.
Result<bool> Fill::stretch(const QDeadlineTimer &end)
{
    for (const Table *table : fillOrder(m_database.setup().tables)) {
        if (!m_there.contains(table->name) || fillCondition(*table, m_terms).isEmpty())
            continue;
        const auto done = fillTable(*table, end);
        if (!done || !*done)
            return done;
    }
    return true;
}

static QByteArray bookmarkKey(const Table &table) { return QByteArray("bring.at.") + table.name; }

Result<bool> Fill::fillTable(const Table &table, const QDeadlineTimer &end)
{
    // Two more than it is, so that a table that is done is told from one that is not begun: that has none, which is 0.
    const auto mark = m_bulk->state(bookmarkKey(table).constData());
    if (!mark)
        return mark.error();
    const int feed = feedOf(table);
    for (qint64 top = *mark == 0 ? m_first[feed] : *mark - 2; top > kEmptied;) {
        const auto slice = sliceBelow(table, feed, top);
        if (!slice)
            return slice.error();
        if (auto taken = fillSliceOf(*slice); !taken)
            return taken.error();
        top = slice->from;
        if (end.hasExpired())
            return false;
    }
    return true;
}

// Whole numbers only: what one push brought is never cut in two.
Result<Fill::Slice> Fill::sliceBelow(const Table &table, int feed, qint64 top)
{
    const auto edge = m_pg.query(QByteArray("SELECT c.seq FROM updesk.") + table.name
            + " c WHERE c.store_id=$1 AND c.seq<=$2 ORDER BY c.seq DESC OFFSET $3 LIMIT 1",
        qint64(feed), top, qint64(m_slice > 0 ? m_slice : fillSlice(table)));
    if (!edge)
        return edge.error();
    const qint64 from = edge->count() == 0 ? kEmptied : std::min(edge->number(0, 0), top - 1);
    return Slice{&table, feed, from, top};
}

Result<void> Fill::fillSliceOf(const Slice &slice)
{
    CopyReader reader(*slice.table, &m_there[slice.table->name]);
    const QByteArray sql = "COPY (SELECT " + reader.columns() + " FROM updesk." + slice.table->name
        + " c WHERE c.store_id=" + QByteArray::number(slice.feed) + " AND c.seq>" + QByteArray::number(slice.from)
        + " AND c.seq<=" + QByteArray::number(slice.to) + " AND " + fillCondition(*slice.table, m_terms)
        + ") TO STDOUT";
    // Beside a person at the window few enough that nobody waits; alone, as many as cost little memory.
    const size_t most = alone() ? 5000 : 500;
    m_ids.clear();
    m_lines.clear();
    m_ends.clear();
    const auto rows = m_pg.copyOut(sql, [&](QByteArrayView line) -> Result<void> {
        m_lines += line;
        m_ends.push_back(m_lines.size());
        if (m_ends.size() < most && m_lines.size() < kMostBytes)
            return {};
        return write(slice, reader);
    });
    if (!rows)
        return rows.error();
    if (auto written = write(slice, reader); !written)
        return written;
    if (auto derived = derive(slice, m_ids); !derived)
        return derived;
    m_rows += *rows;
    if (auto kept = setBookmark(slice); !kept)
        return kept;
    if (m_told && *rows > 0)
        m_told(m_rows);
    return {};
}

static Result<bool> hasUnsent(Database &database)
{
    Query q = database.query("SELECT EXISTS(SELECT 1 FROM deed WHERE n>(SELECT v FROM state WHERE k='sent'))"
                             " OR EXISTS(SELECT 1 FROM stuck)");
    const bool any = q.next() && q.number(0) != 0;
    if (auto done = q.done(); !done)
        return done.error();
    return any;
}

Result<void> Fill::write(const Slice &slice, CopyReader &reader)
{
    if (m_ends.empty())
        return {};
    if (Heeding::isHalted())
        return Heeding::halted();
    auto tx = Transaction::begin(*m_bulk, {{}, slice.feed});
    if (!tx)
        return tx.error();
    qsizetype at = 0;
    for (const qsizetype end : m_ends) {
        if (auto read = reader.read(QByteArrayView(m_lines).sliced(at, end - at)); !read)
            return read;
        if (auto taken = takeRow(*tx, reader.row()); !taken)
            return taken;
        m_clock = std::max(m_clock, reader.clock());
        m_ids.push_back(reader.row().row);
        at = end;
    }
    const auto unsent = hasUnsent(*m_bulk);
    if (!unsent)
        return unsent.error();
    if (*unsent) {
        if (auto laid = layUnsent(*tx); !laid)
            return laid;
    }
    if (auto done = tx->commit(); !done)
        return done;
    m_lines.clear();
    m_ends.clear();
    if (!alone())
        Database::giveWay();
    return {};
}

static bool isOwnSubject(const Derivation &derivation, const Table &table)
{
    return std::ranges::any_of(derivation.watches,
        [&](const Derivation::Watch &watch) { return !watch.subjects && std::string_view(watch.table) == table.name; });
}

// What is made from a row and from what hangs on it; that came before it.
Result<void> Fill::derive(const Slice &slice, std::span<const Id> rows)
{
    const size_t most = alone() ? 2000 : 50;
    for (const Derivation *derivation : m_database.setup().derivations) {
        if (!isOwnSubject(*derivation, *slice.table))
            continue;
        for (size_t from = 0; from < rows.size(); from += most) {
            if (Heeding::isHalted())
                return Heeding::halted();
            auto tx = Transaction::begin(*m_bulk, {{}, slice.feed});
            if (!tx)
                return tx.error();
            const auto part = rows.subspan(from, std::min(most, rows.size() - from));
            if (auto made = derivation->refresh(*tx, part); !made)
                return made;
            if (auto done = tx->commit(); !done)
                return done;
            if (!alone())
                Database::giveWay();
        }
    }
    return {};
}

Result<void> Fill::setBookmark(const Slice &slice)
{
    auto tx = Transaction::begin(*m_bulk, {{}, slice.feed});
    if (!tx)
        return tx.error();
    for (const auto &[key, value] :
        {std::pair{bookmarkKey(*slice.table), slice.from + 2}, {QByteArray("bring.rows"), m_rows}}) {
        if (auto kept = m_bulk->setState(key.constData(), value); !kept)
            return kept;
    }
    if (auto raised = raiseClock(*m_bulk, m_clock); !raised)
        return raised;
    return tx->commit();
}

// A lead that came by pull while what hangs on it was still to come was judged by half of it.
Result<void> Fill::deriveChanged()
{
    const auto base = seqBase(*m_bulk);
    if (!base)
        return base.error();
    for (const Table *table : m_database.setup().tables) {
        if (hangsOn(*table) != Hangs::Lead)
            continue;
        std::vector<Id> rows;
        Query q = m_bulk->once(QByteArray("SELECT id FROM ") + table->name + " WHERE seq>?1");
        q.bind(1, *base + m_terms.first);
        while (q.next())
            rows.push_back(q.id(0));
        if (auto done = q.done(); !done)
            return done;
        if (auto derived = derive({table, m_store, 0, 0}, rows); !derived)
            return derived;
    }
    return {};
}

// After the first pass news come by pull, from the number that stood when the first row was read.
Result<void> Fill::endPass()
{
    const bool last = m_terms.pass == FillPass::Rest;
    if (last) {
        if (auto derived = deriveChanged(); !derived)
            return derived;
    }
    auto tx = Transaction::begin(*m_bulk, {{}, m_store});
    if (!tx)
        return tx.error();
    if (auto gone = m_bulk->query("DELETE FROM state WHERE k LIKE 'bring.at.%'").run(); !gone)
        return gone;
    m_terms.pass = last ? FillPass::Done : FillPass::Rest;
    if (auto kept = m_bulk->setState("bring", int(m_terms.pass)); !kept)
        return kept;
    if (!last) {
        for (const auto &[feed, first] : m_first) {
            if (auto begun = beginCursor(*m_bulk, feed, first); !begun)
                return begun;
        }
    }
    if (auto done = tx->commit(); !done)
        return done;
    if (auto settled = m_bulk->settle(); !settled)
        return settled;
    return last ? Result<void>() : m_bulk->relax();
}

} // namespace updesk
