// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverlost.h"

#include "core/store/desksetting.h"
#include "core/store/rowseq.h"
#include "core/sync/fillplan.h"
#include "core/sync/inbox.h"
#include "core/sync/versions.h"

#include <algorithm>

namespace updesk
{

static const QString kTaken = QStringLiteral("last_taken"), kGiven = QStringLiteral("last_given");

static Error lost() { return {Error::Code::Denied, QStringLiteral("server_lost"), QStringLiteral("next_to_nothing")}; }

// A server without the table has nothing in it.
static Result<Page> asked(Remote &remote, const Table &table, std::span<const Id> rows)
{
    auto page = remote.older({}, {&table, OlderAsk::By::Row, {rows.begin(), rows.end()}, 0, {}, int(rows.size())});
    return !page && isUnknownThere(page.error()) ? Result<Page>(Page{}) : std::move(page);
}

Result<size_t> countThere(Remote &remote, const Table &table, std::span<const Id> rows)
{
    constexpr size_t kAsked = 100;
    size_t there = 0;
    for (size_t from = 0; from < rows.size() && there == from; from += kAsked) {
        const auto page = asked(remote, table, rows.subspan(from, std::min(kAsked, rows.size() - from)));
        if (!page)
            return page.error();
        there += page->rows.size();
    }
    return there;
}

// What only its person may read says nothing over another's connection; and a document is long to read at every hello.
Result<void> keepLastTaken(Database &database, int feed, const Page &page)
{
    const TakenRow *last = nullptr;
    for (const TakenRow &row : page.rows) {
        if (row.table->trait != Trait::Personal && !hasBytes(*row.table) && (!last || row.seq > last->seq))
            last = &row;
    }
    if (feed == 0 || !last)
        return {};
    return setDeskSetting(database, kTaken,
        QStringLiteral("%1 %2 %3")
            .arg(QLatin1String(last->table->name), QString::fromLatin1(last->row.hex()))
            .arg(last->seq));
}

Result<void> keepLastGiven(Database &database, const Id &deed)
{
    return setDeskSetting(database, kGiven, QString::fromLatin1(deed.hex()));
}

Result<void> forgetLast(Database &database)
{
    const auto done = setDeskSetting(database, kTaken, {});
    return done ? setDeskSetting(database, kGiven, {}) : done;
}

// What the server cannot say, whatever the reason, stops no talk; without a line there is none.
static Result<bool> unlessOffline(const Error &error)
{
    return error.code == Error::Code::Offline ? Result<bool>(error) : Result<bool>(true);
}

static Result<bool> hasLastTaken(Database &database, Remote &remote)
{
    const auto kept = deskSetting(database, kTaken);
    if (!kept)
        return kept.error();
    const QStringList said = kept->split(u' ');
    const Table *table = said.size() == 3 ? database.table(said[0].toLatin1()) : nullptr;
    const auto row = table ? Id::fromHex(said[1].toStdString()) : std::nullopt;
    if (!row)
        return true;
    const auto page = asked(remote, *table, std::span(&*row, 1));
    if (!page)
        return unlessOffline(page.error());
    return !page->rows.empty() && page->rows.front().seq >= said[2].toLongLong();
}

static Result<bool> hasLastGiven(Database &database, Remote &remote)
{
    const auto kept = deskSetting(database, kGiven);
    const auto deed = kept ? Id::fromHex(kept->toStdString()) : std::nullopt;
    if (!kept || !deed)
        return kept ? Result<bool>(true) : kept.error();
    const auto known = remote.knows(std::span(&*deed, 1));
    return known ? Result<bool>(known->contains(*deed)) : unlessOffline(known.error());
}

Result<bool> wasSetBack(Database &database, Remote &remote, const std::map<int, qint64> &feeds)
{
    for (const auto &[feed, seq] : feeds) {
        const auto cursor = cursorOf(database, feed);
        if (!cursor)
            return cursor.error();
        if (seq < *cursor)
            return true;
    }
    const auto taken = hasLastTaken(database, remote);
    if (!taken || !*taken)
        return taken ? Result<bool>(true) : taken.error();
    const auto given = hasLastGiven(database, remote);
    return given ? Result<bool>(!*given) : given.error();
}

namespace
{
struct Sample {
    size_t asked = 0, there = 0;
};
} // namespace

static bool isSampled(const Table &table)
{
    return table.feed != Feed::Group && table.trait != Trait::Personal && !hasBytes(table);
}

static Result<Sample> sampleOf(Database &database, Remote &remote, const Table &table, qint64 above, qint64 upTo)
{
    constexpr int kMost = 50;
    std::vector<Id> rows;
    Query q = database.once(QByteArray("SELECT id FROM ") + table.name + " WHERE seq>?1 AND seq<=?2 LIMIT ?3");
    q.bind(1, above).bind(2, upTo).bind(3, kMost);
    while (q.next())
        rows.push_back(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    if (rows.empty())
        return Sample{};
    const auto page = asked(remote, table, rows);
    return page ? Result<Sample>(Sample{rows.size(), page->rows.size()}) : page.error();
}

static Result<Sample> sampleOfAll(Database &database, Remote &remote, qint64 above, qint64 upTo)
{
    Sample all;
    for (const Table *table : database.setup().tables) {
        const auto one = isSampled(*table) ? sampleOf(database, remote, *table, above, upTo) : Result<Sample>(Sample{});
        if (!one)
            return one;
        all.asked += one->asked;
        all.there += one->there;
    }
    return all;
}

static constexpr qint64 kNoLimit = 1LL << 62;

// A copy of the server as it stood at a number has what the desk has up to this number, or some of it when the desk has
// slept through another copy. Of one that stands below all of that the desk knows only that something should be there.
static Result<bool> hasOurRows(Database &database, Remote &remote, qint64 stands)
{
    constexpr size_t kEnough = 20; // a few may be rows that were lost with the desk that made them
    const auto base = seqBase(database);
    if (!base)
        return base.error();
    for (const bool any : {false, true}) {
        const auto all = sampleOfAll(database, remote, any ? 0 : *base, any ? kNoLimit : *base + stands);
        if (!all)
            return all.error();
        if (!any && all->asked >= kEnough)
            return all->there * 10 >= all->asked;
        if (all->there > 0 || (any && all->asked < kEnough))
            return true;
    }
    return false;
}

Result<void> stillHasOurs(
    Database &database, Remote &remote, const std::map<int, qint64> &feeds, int store, const QString &generation)
{
    const auto adopting = deskSetting(database, QLatin1String(kAdopting));
    const auto adoptedAt = database.state("adopted_at");
    if (!adopting || !adoptedAt)
        return !adopting ? adopting.error() : adoptedAt.error();
    const auto feed = feeds.find(store);
    const qint64 stands = feed == feeds.end() ? 0 : feed->second;
    if (*adopting == generation || stands < *adoptedAt)
        return lost();
    const auto ours = hasOurRows(database, remote, stands);
    if (!ours)
        return ours.error();
    return *ours ? Result<void>() : lost();
}

} // namespace updesk
