// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/exchange.h"

#include "core/channels/sendhold.h"
#include "core/store/climb.h"
#include "core/store/desksetting.h"
#include "core/store/erase.h"
#include "core/store/log.h"
#include "core/sync/fill.h"
#include "core/sync/refill.h"
#include "core/sync/restate.h"
#include "core/sync/returned.h"
#include "core/sync/rowsthere.h"
#include "core/sync/serverlost.h"
#include "core/sync/serverschema.h"
#include "core/sync/settle.h"
#include "core/sync/standing.h"

#include <QCryptographicHash>
#include <QDir>

namespace updesk
{

Exchange::Exchange(Database &database, Remote &remote, int store, const Clock &clock, int page)
    : m_database(database),
      m_remote(remote),
      m_store(store),
      m_clock(clock),
      m_page(page),
      m_schema(syncSchema(int(QDir(database.setup().migrations).count())))
{
}

static const QString kColumns = QStringLiteral("synced_columns"), kGeneration = QLatin1String(kServerGeneration),
                     kSettled = QStringLiteral("send_settled"); // the mark of the last hold, once all was told after it

Result<Hello> Exchange::hello()
{
    if (auto known = stillKnown(m_database); !known)
        return known.error();
    const Time asked = m_clock.now(), began = running();
    auto hello = m_remote.hello(m_schema);
    if (!hello)
        return hello;
    m_offset = hello->now - (asked + m_clock.now()) / 2;
    if (auto kept = m_database.setState("server_offset", m_offset); !kept)
        return kept.error();
    // As a number that nobody can turn, it holds until the computer is started anew.
    const Time ahead = hello->now - (began + running()) / 2;
    if (auto kept = setDeskSetting(
            m_database, QStringLiteral("server_running"), bootOfMachine() + u' ' + QString::number(ahead));
        !kept)
        return kept.error();
    m_serverSchema = hello->schema;
    m_versions = versionsOf(*hello, m_schema);
    m_mayPush = m_versions != Versions::DeskTooOld;
    if (auto seen = newGeneration(*hello); !seen)
        return seen.error();
    if (auto seen = newColumns(); !seen)
        return seen.error();
    m_generation = hello->generation;
    if (auto met = meet(); !met)
        return met.error();
    return hello;
}

static QString columnsOf(const Database &database)
{
    QString columns;
    for (const Table *table : database.setup().tables) {
        columns += QLatin1String(table->name);
        for (int i = 0; i < table->count; ++i)
            columns += u' ' + QLatin1String(table->columns[size_t(i)].name);
        columns += u'\n';
    }
    return QString::fromLatin1(QCryptographicHash::hash(columns.toUtf8(), QCryptographicHash::Sha256).toHex());
}

// As in a fresh file, what is worked with first; also when the first fill is not done yet.
static Result<void> takeAllAnew(Transaction &tx)
{
    const auto begun = beginRefill(tx);
    return begun ? beginFill(tx) : begun;
}

// An older program left out what it did not know of the rows it took: after an update all of them are taken once more.
Result<void> Exchange::newColumns()
{
    const auto before = deskSetting(m_database, kColumns);
    if (!before)
        return before.error();
    const QString now = columnsOf(m_database);
    if (*before == now)
        return {};
    auto tx = Transaction::begin(m_database, {});
    if (!tx)
        return tx.error();
    if (!before->isEmpty()) {
        if (auto begun = takeAllAnew(*tx); !begun)
            return begun;
    }
    if (auto kept = setDeskSetting(m_database, kColumns, now); !kept)
        return kept;
    return tx->commit();
}

// Under the same generation too it may be an older copy, put back with all its files. When one desk has noticed, the
// others hear of it by the hold. Whether what is here may be taken away for it is asked first.
Result<bool> Exchange::isOlder(const QString &before, const QString &now, bool held)
{
    if (before.isEmpty())
        return false;
    const auto feeds = m_remote.feeds();
    const auto last = lastHold(m_database);
    if (!feeds || !last)
        return !feeds ? feeds.error() : last.error();
    const bool told = before != now || (held && last->mark != now);
    const auto older = told ? Result<bool>(true) : wasSetBack(m_database, m_remote, *feeds);
    if (!older || !*older)
        return older;
    const auto ours = stillHasOurs(m_database, m_remote, *feeds, m_store, now);
    return ours ? older : ours.error();
}

// A server that was restored from a backup may miss what it had taken: that is sent once more. After a failover it has
// all of it.
Result<void> Exchange::newGeneration(const Hello &hello)
{
    const auto before = deskSetting(m_database, kGeneration);
    if (!before)
        return before.error();
    const QString now = QString::fromLatin1(hello.generation);
    const auto older = isOlder(*before, now, hello.held);
    if (!older)
        return older.error();
    if (*before == now && !hello.held && !*older)
        return {};
    const auto missing = !*older ? Result(std::vector<qint64>()) : missingAtServer(m_database, m_remote);
    if (!missing)
        return missing.error();
    auto tx = Transaction::begin(m_database, {});
    if (!tx)
        return tx.error();
    if (hello.held || *older) {
        if (auto held = holdSending(*tx, {now, m_clock.now() + m_offset}); !held)
            return held;
    }
    if (*older) {
        if (auto begun = beginAgain(*tx, *missing, *before == now ? now + QStringLiteral(" set back") : *before);
            !begun)
            return begun;
    }
    if (auto kept = setDeskSetting(m_database, kGeneration, now); !kept)
        return kept;
    return tx->commit();
}

Result<void> Exchange::beginAgain(Transaction &tx, const std::vector<qint64> &missing, const QString &knew)
{
    if (auto done = forgetEpochs(m_database); !done)
        return done;
    if (auto done = sendAgain(m_database, missing); !done)
        return done;
    if (auto done = tryParkedAgain(m_database); !done)
        return done;
    if (auto wanted = wantRestated(m_database); !wanted)
        return wanted;
    if (auto begun = takeAllAnew(tx); !begun)
        return begun;
    if (auto other = refillFromAnother(m_database); !other)
        return other;
    return keepKnownGeneration(m_database, knew);
}

Result<Exchanged> Exchange::run()
{
    Exchanged done;
    if (m_mayPush) {
        if (auto restated = restateErasures(m_database, m_remote, m_store); !restated)
            return restated.error();
        if (auto pushed = push(done); !pushed)
            return pushed.error();
    }
    const auto filled = m_remote.fill(m_database, m_told);
    if (!filled)
        return filled.error();
    done.rowsTaken += int(filled->rows);
    done.filling = filled->more;
    if (auto pulled = pull(done); !pulled)
        return pulled.error();
    if (done.filling)
        return done;
    const auto refilling = isRefilling(m_database);
    if (!refilling)
        return refilling.error();
    if (*refilling) {
        const auto ended = endRefill(m_database, m_store, &m_remote);
        if (!ended)
            return ended.error();
        done.dropped += *ended;
    }
    if (const auto wiped = wipe(m_database); !wiped) // false: somebody reads, so at the next talk
        return wiped.error();
    const bool settledBefore = m_settled;
    if (auto settled = settleOnce(done); !settled)
        return settled.error();
    const auto refilled = isRefilled();
    if (!refilled)
        return refilled.error();
    const bool due = *refilled || m_settled != settledBefore || running() >= m_meetAt;
    if (auto met = due ? meet() : Result<void>(); !met)
        return met.error();
    return done;
}

/// Whether the desk was filled again after it was away, and the server does not know yet.
Result<bool> Exchange::isRefilled()
{
    if (!m_away)
        return false;
    const auto refilling = isRefilling(m_database);
    return refilling ? Result<bool>(!*refilling) : refilling.error();
}

// The talk does not hang on it: what the server cannot answer now it is asked again soon.
Result<void> Exchange::meet()
{
    constexpr Time kEvery = kHour, kSoon = 20 * kSecond;
    const auto met = meetServer(m_database, m_remote, {m_generation, m_settled, m_clock.now() + m_offset});
    if (!met && met.error().code == Error::Code::Offline)
        return met;
    const auto held = sendHold(m_database);
    const auto stands = standing(m_database);
    if (!held || !stands)
        return !held ? held.error() : stands.error();
    m_away = stands->away > 0;
    m_meetAt = running() + (!met || *held ? kSoon : kEvery);
    return {};
}

// Of a server that was set back: at once, and again whenever a message may have come that some other desk sent anew;
// once more after the release, and then never again.
Result<void> Exchange::settleOnce(const Exchanged &done)
{
    const auto last = lastHold(m_database);
    if (!last || last->mark.isEmpty())
        return last ? Result<void>() : last.error();
    const auto held = sendHold(m_database);
    const auto before = deskSetting(m_database, kSettled);
    if (!held || !before)
        return !held ? held.error() : before.error();
    const bool over = !*held && *before == last->mark;
    if (over || (m_settled && !(*held && done.rowsTaken > 0)))
        return {};
    const auto settled = settleJournal(m_database, m_remote);
    m_settled = bool(settled);
    if (!settled)
        return settled.error();
    return *held || !settled->all ? Result<void>() : setDeskSetting(m_database, kSettled, last->mark);
}

Result<void> Exchange::pull(Exchanged &done)
{
    const auto feeds = m_remote.feeds();
    if (!feeds)
        return feeds.error();
    if (auto begun = beginOverlaps(m_database, m_remote, m_store, *feeds); !begun)
        return begun;
    for (const auto &[feed, seq] : *feeds) {
        const auto cursor = cursorOf(m_database, feed);
        if (!cursor)
            return cursor.error();
        if (seq <= *cursor)
            continue;
        if (auto pulled = pullFeed(feed, done); !pulled)
            return pulled;
    }
    for (const auto &[feed, seq] : *feeds) {
        for (const PersonId who : m_remote.people()) {
            if (auto pulled = pullOwn(feed, who, seq, done); !pulled)
                return pulled;
        }
    }
    if (done.filling) // the rows that it would be about are still to come
        return {};
    const auto told = takeOverlaps(m_database, m_remote, m_store, *feeds);
    done.setbacks += told ? *told : 0;
    return told ? Result<void>() : told.error();
}

// What only one person and the managers may read the feed does not bring over another's connection, and its cursor goes
// past it: so each who signs in here has a cursor of their own for that.
Result<void> Exchange::pullOwn(int feed, PersonId who, qint64 upTo, Exchanged &done)
{
    const auto isPersonal = [this, feed](const Table *table) {
        return table->trait == Trait::Personal && feed == (table->feed == Feed::Group ? 0 : m_store);
    };
    if (std::ranges::none_of(m_database.setup().tables, isPersonal))
        return {};
    const auto cursor = ownCursorOf(m_database, feed, who);
    if (!cursor || *cursor >= upTo)
        return cursor ? Result<void>() : cursor.error();
    for (const Table *table : m_database.setup().tables) {
        if (!isPersonal(table))
            continue;
        OlderAsk ask{table, OlderAsk::By::Own};
        ask.since = *cursor;
        std::optional<Error> refused;
        const auto taken = takeOlder(m_database, m_remote, feed, who, ask, refused);
        if (!taken)
            return taken.error();
        done.rowsTaken += *taken;
        if (refused) // who is not let in waits, and the others go on
            return m_remote.speaksFor(who) ? Result<void>(*refused) : Result<void>();
    }
    return keepOwnCursor(m_database, feed, who, upTo);
}

Result<bool> Exchange::anythingNew()
{
    const auto feeds = m_remote.feeds();
    if (!feeds)
        return feeds.error();
    for (const auto &[feed, seq] : *feeds) {
        const auto cursor = cursorOf(m_database, feed);
        if (!cursor)
            return cursor.error();
        if (seq > *cursor)
            return true;
    }
    return false;
}

Result<void> Exchange::push(Exchanged &done)
{
    while (!done.notTaken) {
        const auto trouble = troubleOf(m_database);
        if (!trouble)
            return trouble.error();
        const auto batch = nextBatch(m_database, m_remote, m_serverSchema, limitsIn(*trouble), m_outlook);
        if (!batch)
            return batch.error();
        if (batch->deeds.empty()) {
            const auto sent = m_database.state("sent");
            if (!sent)
                return sent.error();
            if (batch->staying.empty() && batch->upTo <= *sent)
                return {};
            return leaveBehind(m_database, *batch, m_serverSchema);
        }
        if (auto pushed = pushBatch(*batch, *trouble, done); !pushed)
            return pushed;
    }
    return {};
}

// Not of the way to the server, of another's work there, of who hosts, or of a disk that is full for all.
static bool mayBeOfTheDeeds(const Error &error)
{
    if (error.code == Error::Code::Busy)
        return error.subject == QLatin1String("statement");
    return error.code != Error::Code::Offline && error.subject != QLatin1String("lease")
        && error.subject != QLatin1String("disk");
}

Result<void> Exchange::pushBatch(const Batch &batch, const Trouble &trouble, Exchanged &done)
{
    auto answers = m_remote.push(batch.who, batch.deeds);
    if (!answers) {
        if (!m_remote.speaksFor(batch.who))
            return {}; // this person is not let in any more: the next batch leaves these deeds waiting
        // A server that takes nothing at all is another matter than deeds that it cannot take.
        if (!mayBeOfTheDeeds(answers.error()) || !m_remote.push(batch.who, {}))
            return answers.error();
        return failedOn(batch, trouble, answers.error(), done);
    }
    if (auto brought = bringRepeated(m_remote, batch, *answers); !brought)
        return brought;
    if (auto kept = mayOverlap(m_database, m_store, batch.who); !kept)
        return kept;
    const auto setbacks = takeAnswers(m_database, batch, *answers, m_serverSchema, m_store);
    if (!setbacks)
        return setbacks.error();
    done.setbacks += *setbacks;
    done.deedsSent += int(batch.deeds.size());
    done.opsSent += int(answers->size());
    return trouble == Trouble{} ? Result<void>() : keepTrouble(m_database, afterSuccess(trouble, batch));
}

// What the server fails on for a reason of its own is tried again, then in ever smaller parts; one deed that it cannot
// take even alone is put aside, so that it does not stand in the way of all others.
Result<void> Exchange::failedOn(const Batch &batch, const Trouble &trouble, const Error &error, Exchanged &done)
{
    const Trouble now = afterFailure(trouble, batch);
    if (!now.isFound()) {
        done.notTaken = error;
        return keepTrouble(m_database, now);
    }
    if (auto parked = park(m_database, now.first, error.detail, m_serverSchema); !parked)
        return parked;
    return keepTrouble(m_database, afterSuccess(now, batch));
}

Result<void> Exchange::pullFeed(int feed, Exchanged &done)
{
    for (;;) {
        const auto cursor = cursorOf(m_database, feed);
        if (!cursor)
            return cursor.error();
        auto page = m_remote.pull(feed, *cursor, m_page);
        if (!page)
            return page.error();
        // Of one push: before the rows that it emptied, whose words tell what else here is about that person.
        std::ranges::stable_sort(
            page->rows, {}, [](const TakenRow &row) { return qstrcmp(row.table->name, "erasure") != 0; });
        if (page->upTo == 0)
            return {};
        if (feed == m_store && *cursor > 0) {
            if (auto brought = bringHistoryOfReturned(m_database, m_remote, feed, *page); !brought)
                return brought;
        }
        if (auto taken = takePage(m_database, feed, *page, page->upTo); !taken)
            return taken;
        done.rowsTaken += int(page->rows.size());
    }
}

} // namespace updesk
