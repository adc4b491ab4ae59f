// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/transaction.h"

#include "core/store/climb.h"

#include <algorithm>

namespace updesk
{

void (*onStep)(const char *) = nullptr;

// The clock needs no row of its own: the last deed holds it, and a pull leaves the highest it has seen in state.
static constexpr char kLastClock[] = "SELECT max(ifnull((SELECT hlc FROM deed WHERE n=(SELECT max(n) FROM deed)),0),"
                                     "ifnull((SELECT v FROM state WHERE k='clock'),0))";
static constexpr char kInsertDeed[] = "INSERT INTO deed(id,hlc,who,verb,part_of,ops,epoch)"
                                      " VALUES(?1,?2,?3,?4,?5,?6,?7)";
// Without a server nothing will ever be sent: the cursor moves as the desk writes.
static constexpr char kMoveCursor[] = "UPDATE state SET v=(SELECT max(n) FROM deed) WHERE k='sent'"
                                      " AND NOT EXISTS(SELECT 1 FROM state WHERE k='joined')";
static constexpr char kConfigChanged[] = "UPDATE state SET v=v+1 WHERE k='config'";

Result<Transaction> Transaction::begin(Database &database, By by)
{
    step("beginning");
    if (auto begun = database.query("BEGIN IMMEDIATE").run(); !begun)
        return begun.error();
    Transaction tx(database, by);
    if (auto known = stillKnown(database); !known) // inside, for a climb takes the same lock
        return known.error();
    Query q = database.query(kLastClock);
    if (q.next())
        tx.m_hlc = q.number(0);
    if (auto done = q.done(); !done)
        return done.error();
    tx.m_now = database.setup().clock->now();
    step("begun");
    return tx;
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)),
      m_by(other.m_by),
      m_hlc(other.m_hlc),
      m_now(other.m_now),
      m_deed(other.m_deed),
      m_partOf(other.m_partOf),
      m_verb(other.m_verb),
      m_ops(std::move(other.m_ops)),
      m_opCount(other.m_opCount),
      m_idsOf(std::move(other.m_idsOf)),
      m_drawn(other.m_drawn),
      m_touched(std::move(other.m_touched)),
      m_logged(other.m_logged),
      m_config(other.m_config),
      m_failed(other.m_failed)
{
}

Transaction::~Transaction()
{
    if (m_database && m_database->writing())
        (void)m_database->query("ROLLBACK").run();
}

Result<void> Transaction::fail(Error error)
{
    m_failed = true;
    return error;
}

// Once SQLite has given up the transaction, further statements would be saved one by one.
Result<void> Transaction::standing() const
{
    if (m_failed || !m_database || !m_database->writing())
        return Error{Error::Code::Failed, QStringLiteral("deed"), QStringLiteral("op_failed")};
    return {};
}

Result<DeedId> Transaction::start(const char *verb, const Id &partOf)
{
    if (auto written = writeDeed(); !written)
        return written.error();
    m_now = m_database->setup().clock->now();
    m_hlc = nextHlc(m_hlc, m_now);
    m_deed = newDeedId(m_now);
    m_verb = verb;
    m_partOf = partOf;
    m_idsOf.clear();
    return DeedId{m_deed};
}

Id Transaction::freshId() { return m_idsOf.isEmpty() ? newId(m_now) : drawnId(m_idsOf, m_drawn++); }

Id Transaction::drawnId(const QByteArray &name, int n) const
{
    return fixedId(QByteArray::number(m_by.store) + ' ' + name, n);
}

void Transaction::drawIdsOf(const QByteArray &name)
{
    m_idsOf = name;
    m_drawn = 0;
}

void Transaction::touch(const Table &table, const Id &row)
{
    m_touched.push_back({&table, row});
    m_config = m_config || table.trait == Trait::Config;
}

Result<void> Transaction::writeDeed()
{
    if (auto sound = standing(); !sound)
        return sound;
    m_opCount = 0;
    if (m_ops.isEmpty())
        return {};
    m_ops += ']';
    const Value ops = std::exchange(m_ops, {});
    Query q = m_database->query(kInsertDeed);
    q.bind(1, m_deed).bind(2, m_hlc).bind(3, m_by.who).bind(4, QString::fromLatin1(m_verb)).bind(5, m_partOf);
    if (auto written = q.bind(6, ops).bind(7, m_by.epoch).run(); !written)
        return fail(written.error());
    m_logged = true;
    step("deed written");
    return {};
}

Result<std::vector<Id>> Transaction::subjectsOf(const Derivation &derivation, std::span<const Touched> rows) const
{
    std::vector<Id> subjects;
    for (const auto &watch : derivation.watches) {
        for (const Touched &touched : rows) {
            if (std::string_view(touched.table->name) != watch.table)
                continue;
            if (!watch.subjects) {
                subjects.push_back(touched.row);
                continue;
            }
            Query q = m_database->query(watch.subjects);
            q.bind(1, touched.row);
            while (q.next())
                subjects.push_back(q.id(0));
            if (auto done = q.done(); !done)
                return done.error();
        }
    }
    std::sort(subjects.begin(), subjects.end());
    subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
    return subjects;
}

Result<void> Transaction::refreshTouched()
{
    std::vector<Touched> rows = std::exchange(m_touched, {});
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (std::exchange(m_config, false)) {
        if (auto done = m_database->query(kConfigChanged).run(); !done)
            return done;
    }
    for (const Derivation *derivation : m_database->setup().derivations) {
        const auto subjects = subjectsOf(*derivation, rows);
        if (!subjects)
            return subjects.error();
        if (subjects->empty())
            continue;
        if (auto fresh = derivation->refresh(*this, *subjects); !fresh)
            return fresh;
        step("derived");
    }
    return {};
}

// A derivation may apply ops of its own (a score's history), which then touch rows in turn.
Result<void> Transaction::derive()
{
    constexpr int kMostRounds = 8;
    if (auto sound = standing(); !sound)
        return sound;
    for (int round = 0; !m_touched.empty(); ++round) {
        if (round == kMostRounds)
            return fail({Error::Code::Failed, QStringLiteral("derivation"), QStringLiteral("endless")});
        if (auto fresh = refreshTouched(); !fresh)
            return fail(fresh.error());
    }
    return {};
}

// Derived before the deed is written, so that ops of derivations stand in it.
Result<void> Transaction::commit()
{
    if (auto derived = derive(); !derived)
        return derived;
    if (auto written = writeDeed(); !written)
        return written;
    if (m_logged) {
        if (auto moved = m_database->query(kMoveCursor).run(); !moved)
            return fail(moved.error());
    }
    if (auto done = m_database->query("COMMIT").run(); !done)
        return fail(done.error());
    m_database = nullptr;
    step("committed");
    return {};
}

} // namespace updesk
