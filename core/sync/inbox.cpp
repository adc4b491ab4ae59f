// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inbox.h"

#include "core/base/halt.h"
#include "core/sync/serverlost.h"

namespace updesk
{

static QByteArray cursorName(int feed) { return "taken." + QByteArray::number(feed); }

Result<qint64> cursorOf(Database &database, int feed) { return database.state(cursorName(feed).constData()); }

static Result<void> keep(Database &database, const QByteArray &key, qint64 value)
{
    Query q = database.query("INSERT INTO state(k,v) VALUES(?1,?2) ON CONFLICT(k) DO UPDATE SET v=max(v,?2)");
    return q.bind(1, QString::fromLatin1(key)).bind(2, value).run();
}

static QByteArray ownCursorName(int feed, PersonId who)
{
    return "taken.own." + QByteArray::number(feed) + '.' + who.value.hex();
}

Result<qint64> ownCursorOf(Database &database, int feed, PersonId who)
{
    return database.state(ownCursorName(feed, who).constData());
}

Result<void> keepOwnCursor(Database &database, int feed, PersonId who, qint64 at)
{
    return keep(database, ownCursorName(feed, who), at);
}

Result<void> beginCursor(Database &database, int feed, qint64 at) { return keep(database, cursorName(feed), at); }

Result<void> raiseClock(Database &database, Hlc newest) { return keep(database, "clock", newest); }

static Result<void> takeSlice(Database &database, int feed, std::span<const TakenRow> rows, const UnsentOf &unsent,
    const Page &page, std::optional<qint64> upTo)
{
    auto tx = Transaction::begin(database, {{}, feed});
    if (!tx)
        return tx.error();
    for (const TakenRow &row : rows) {
        if (auto taken = takeRow(*tx, row); !taken)
            return taken;
    }
    if (auto laid = layUnsent(*tx, unsent); !laid)
        return laid;
    if (auto kept = raiseClock(database, page.newest); !kept)
        return kept;
    if (upTo) {
        if (auto kept = keep(database, cursorName(feed), *upTo); !kept)
            return kept;
        if (auto kept = keepLastTaken(database, feed, page); !kept)
            return kept;
    }
    return tx->commit();
}

static Result<void> takeSlices(Database &database, int feed, const Page &page, std::optional<qint64> upTo)
{
    constexpr size_t kSlice = 50;
    const auto unsent = unsentOf(database, page.rows);
    if (!unsent)
        return unsent.error();
    for (size_t from = 0; from == 0 || from < page.rows.size(); from += kSlice) {
        const auto rows = std::span(page.rows).subspan(from, std::min(kSlice, page.rows.size() - from));
        const bool last = from + kSlice >= page.rows.size();
        if (auto taken = takeSlice(database, feed, rows, *unsent, page, last ? upTo : std::nullopt); !taken)
            return taken;
        if (!last && Heeding::isHalted())
            return Heeding::halted();
        if (!last)
            Database::giveWay();
    }
    return {};
}

Result<void> takeRows(Database &database, int feed, const Page &page)
{
    return takeSlices(database, feed, page, std::nullopt);
}

Result<int> takeOlder(
    Database &database, Remote &remote, int feed, PersonId who, OlderAsk ask, std::optional<Error> &refused)
{
    int rows = 0;
    for (bool more = true; more;) {
        const auto page = remote.older(who, ask);
        if (!page) {
            refused = page.error();
            break;
        }
        if (auto taken = takeRows(database, feed, *page); !taken)
            return taken.error();
        rows += int(page->rows.size());
        more = int(page->rows.size()) >= ask.limit;
        if (more)
            ask.after = page->rows.back().row;
    }
    return rows;
}

Result<void> takePage(Database &database, int feed, const Page &page, qint64 upTo)
{
    return takeSlices(database, feed, page, upTo);
}

} // namespace updesk
