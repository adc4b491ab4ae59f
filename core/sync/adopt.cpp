// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/adopt.h"

#include "core/store/desksetting.h"
#include "core/sync/adoption.h"
#include "core/sync/serverlost.h"

namespace updesk
{

namespace
{

/// Who may bring a store along.
Result<Membership> administrator(Pg &pg, int store)
{
    auto member = store > 0 ? memberOf(pg, store) : Error{Error::Code::Invalid, QStringLiteral("store"), {}};
    if (member && member->role != QLatin1String("admin"))
        return Error{Error::Code::Denied, QStringLiteral("role"), {}};
    return member;
}

// A copy of the server from before all of it was there has to be noticed, for it went up as rows and no deed tells it.
Result<void> keepNumber(Database &database, PgRemote &remote, int store)
{
    auto feeds = remote.feeds();
    return feeds ? database.setState("adopted_at", (*feeds)[store]) : feeds.error();
}

// What there is went up as rows: it is not to be sent as deeds, neither now nor after a restore of the server.
Result<void> markSent(Database &database)
{
    auto moved = database.query("UPDATE state SET v=ifnull((SELECT max(n) FROM deed),0) WHERE k='sent'").run();
    if (!moved)
        return moved;
    return database
        .query("INSERT INTO state(k,v) SELECT 'adopted', ifnull(max(n),0) FROM deed WHERE true"
               " ON CONFLICT(k) DO UPDATE SET v=excluded.v")
        .run();
}

} // namespace

Result<qint64> adoptStore(Database &database, std::unique_ptr<Pg> pg, const Pg::Options &options, const Clock &clock)
{
    const auto joined = database.state("joined"), number = database.state("store");
    if (!joined || !number)
        return !joined ? joined.error() : number.error();
    const int store = int(*number);
    if (*joined != 0)
        return Error{Error::Code::Duplicate, QStringLiteral("server"), {}};
    const auto member = administrator(*pg, store);
    if (!member)
        return member.error();
    auto tx = Transaction::begin(database, {}); // nobody writes meanwhile: what is sent is the whole store
    if (!tx)
        return tx.error();
    const ServerPlace place{
        options.url, options.login, options.caFile, member->person, store, newId(tx->now()), member->role};
    PgRemote remote(std::move(pg), database, store, place.desk, place.person);
    const auto hello = remote.hello(0);
    auto sent = hello ? Adoption(database, remote, store, clock.now(), Adoption::What::All).takeUpAll() : hello.error();
    if (!sent)
        return sent;
    if (auto written = writePlace(*tx, place); !written)
        return written.error();
    if (auto marked = markSent(database); !marked)
        return marked.error();
    if (auto kept = keepNumber(database, remote, store); !kept)
        return kept.error();
    if (auto kept = setDeskSetting(database, QLatin1String(kServerGeneration), QString::fromLatin1(hello->generation));
        !kept)
        return kept.error();
    step("adopted");
    if (auto done = tx->commit(); !done)
        return done.error();
    return sent;
}

// That it is on its way is written down first: a desk that talked with a server that has a part of it would take the
// rest for lost.
Result<qint64> adoptAgain(Database &database, std::unique_ptr<Pg> pg, const Pg::Options &options, const Clock &clock)
{
    auto place = serverPlace(database);
    if (!place)
        return place.error();
    const auto member = administrator(*pg, place->store);
    if (!member)
        return member.error();
    PgRemote remote(std::move(pg), database, place->store, place->desk, member->person);
    const auto hello = remote.hello(0);
    if (!hello)
        return hello.error();
    if (auto kept = setDeskSetting(database, QLatin1String(kAdopting), QString::fromLatin1(hello->generation)); !kept)
        return kept.error();
    auto tx = Transaction::begin(database, {});
    if (!tx)
        return tx.error();
    auto sent = Adoption(database, remote, place->store, clock.now(), Adoption::What::Lacking).takeUpAll();
    if (!sent)
        return sent;
    place->url = options.url; // a new server may stand elsewhere
    place->caFile = options.caFile;
    if (auto written = writePlace(*tx, *place); !written)
        return written.error();
    if (auto kept = keepNumber(database, remote, place->store); !kept)
        return kept.error();
    if (auto kept = setDeskSetting(database, QLatin1String(kAdopting), {}); !kept)
        return kept.error();
    step("adopted");
    if (auto done = tx->commit(); !done)
        return done.error();
    return sent;
}

} // namespace updesk
