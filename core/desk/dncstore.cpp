// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dncstore.h"

#include "core/store/desksetting.h"

namespace updesk
{

static constexpr char kAdd[] = "INSERT INTO dnc(load,run,low,numbers) VALUES(?1,?2,?3,?4)";
static constexpr char kDrop[] = "DELETE FROM dnc WHERE rowid IN (SELECT rowid FROM dnc WHERE load<>?1 LIMIT ?2)";
static constexpr char kNewest[] = "SELECT max(load) FROM dnc";
static constexpr char kSlice[] =
    "SELECT numbers FROM dnc WHERE load=?1 AND run=?2 AND low<=?3 ORDER BY low DESC LIMIT 1";
static constexpr char kPhones[] = "SELECT id, e164, dnc_on FROM phone WHERE id>?1 AND deleted=0 ORDER BY id LIMIT ?2";
static constexpr size_t kInSlice = 2048;

static QString settingName() { return QStringLiteral("dnc"); }

Result<DncLoad> dncLoad(Database &database)
{
    const auto text = deskSetting(database, settingName());
    if (!text)
        return text.error();
    return DncLoad{text->section(u' ', 0, 0).toLongLong(), text->section(u' ', 1, 1).toInt()};
}

Result<void> setDncLoad(Database &database, const DncLoad &load)
{
    return setDeskSetting(database, settingName(), QStringLiteral("%1 %2").arg(load.load).arg(load.runs));
}

Result<void> addDncSlices(Database &database, const DncLoad &to, const DncNumber *from, size_t count)
{
    for (size_t at = 0; at < count; at += kInSlice) {
        const Value numbers = Bytes{packedNumbers(from + at, std::min(kInSlice, count - at))};
        Query q = database.query(kAdd);
        q.bind(1, to.load).bind(2, to.runs).bind(3, qint64(from[at])).bind(4, numbers);
        if (auto done = q.run(); !done)
            return done;
    }
    return {};
}

Result<int> dropOtherDncLoads(Database &database, qint64 keep, int most)
{
    Query q = database.query(kDrop);
    if (auto done = q.bind(1, keep).bind(2, most).run(); !done)
        return done.error();
    return database.changed();
}

Result<qint64> newestDncLoad(Database &database)
{
    Query q = database.query(kNewest);
    const qint64 newest = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return newest;
}

Result<bool> isInDnc(Database &database, const DncLoad &load, DncNumber number)
{
    for (int run = 0; run < load.runs; ++run) {
        Query q = database.query(kSlice);
        q.bind(1, load.load).bind(2, run).bind(3, qint64(number));
        const bool found = q.next() && holdsNumber(q.bytes(0), number);
        if (auto done = q.done(); !done)
            return done.error();
        if (found)
            return true;
    }
    return false;
}

Result<std::vector<MarkedPhone>> phonesAfter(Database &database, PhoneId after, int most)
{
    std::vector<MarkedPhone> rows;
    Query q = database.query(kPhones);
    // The null id is NULL, beside which nothing is greater.
    const Value from = after.isNull() ? Value{Bytes{}} : Value{after.value};
    q.bind(1, from).bind(2, most);
    while (q.next())
        rows.push_back({PhoneId{q.id(0)}, q.bytes(1), q.number(2) != 0});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

} // namespace updesk
