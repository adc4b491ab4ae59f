// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/join.h"

#include "core/store/desksetting.h"
#include "core/sync/address.h"
#include "core/sync/fill.h"
#include "core/sync/joinplace.h"

#include <QDir>
#include <QFileInfo>

namespace updesk
{

// A store's file that was moved takes the authority along that lies beside it.
static QString authorityAt(const Database &database, const QString &path)
{
    const QString beside = QFileInfo(database.path()).dir().filePath(QFileInfo(path).fileName());
    return path.isEmpty() || QFileInfo::exists(path) || !QFileInfo::exists(beside) ? path : beside;
}

Result<ServerPlace> serverPlace(Database &database)
{
    ServerPlace place;
    const auto kept = [&database](const char *what) { return deskSetting(database, QLatin1String(what)); };
    const auto url = kept("server_url"), login = kept("server_login"), ca = kept("server_ca");
    const auto person = kept("server_person"), desk = kept("server_desk");
    for (const auto *one : {&url, &login, &ca, &person, &desk}) {
        if (!*one)
            return one->error();
    }
    const auto joined = database.state("joined"), store = database.state("store");
    if (!joined || !store)
        return !joined ? joined.error() : store.error();
    if (*joined == 0 || url->isEmpty())
        return Error{Error::Code::NotFound, QStringLiteral("server"), {}};
    place.url = *url;
    place.login = *login;
    place.caFile = authorityAt(database, *ca);
    place.person.value = Id::fromHex(person->toStdString()).value_or(Id{});
    place.desk = Id::fromHex(desk->toStdString()).value_or(Id{});
    place.store = int(*store);
    return place;
}

Result<void> writePlace(Transaction &tx, const ServerPlace &place)
{
    if (!isStoreAddress(place.url)) // a password would lie in the file, and be shown
        return Error{Error::Code::Invalid, QStringLiteral("url"), {}};
    Database &database = tx.database();
    const std::pair<const char *, QString> words[] = {{"server_url", place.url}, {"server_login", place.login},
        {"server_ca", place.caFile}, {"server_person", QString::fromLatin1(place.person.value.hex())},
        {"server_desk", QString::fromLatin1(place.desk.hex())}};
    for (const auto &[key, value] : words) {
        if (auto done = setDeskSetting(database, QLatin1String(key), value); !done)
            return done;
    }
    Query joined = database.query("INSERT OR IGNORE INTO state(k,v) VALUES('joined',1)");
    if (auto done = joined.run(); !done)
        return done;
    return database.setState("store", place.store);
}

Result<Membership> memberOf(Pg &pg, int store)
{
    const auto all = membershipsOf(pg);
    if (!all)
        return all.error();
    std::vector<Membership> stores;
    std::ranges::copy_if(*all, std::back_inserter(stores),
        [store](const Membership &one) { return one.store > 0 && (store == 0 || one.store == store); });
    if (stores.size() == 1)
        return stores.front();
    const auto code = stores.empty() ? Error::Code::Denied : Error::Code::Invalid;
    return Error{code, QStringLiteral("store"), {}};
}

Result<ServerPlace> joinServer(Database &database, Pg &pg, const Pg::Options &options, int store)
{
    const auto rows = holdsStore(database);
    if (!rows)
        return rows.error();
    if (*rows)
        return Error{Error::Code::Duplicate, QStringLiteral("rows"), {}};
    const auto member = memberOf(pg, store);
    if (!member)
        return member.error();
    auto tx = Transaction::begin(database, {});
    if (!tx)
        return tx.error();
    const ServerPlace place{
        options.url, options.login, options.caFile, member->person, member->store, newId(tx->now()), member->role};
    if (auto written = writePlace(*tx, place); !written)
        return written.error();
    if (auto begun = beginFill(*tx); !begun)
        return begun.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    return place;
}

Pg::Options optionsOf(const ServerPlace &place, const QString &login, const QString &password)
{
    Pg::Options options;
    options.url = place.url;
    options.login = login;
    options.password = password;
    options.caFile = place.caFile;
    return options;
}

Result<std::unique_ptr<Pg>> openAs(const ServerPlace &place, const Login &login)
{
    return Pg::open(optionsOf(place, login.login, login.password));
}

Result<std::unique_ptr<PgRemote>> connectTo(const ServerPlace &place, const QString &password, const Database &tables)
{
    auto pg = Pg::open(optionsOf(place, place.login, password));
    if (!pg)
        return pg.error();
    return std::make_unique<PgRemote>(std::move(*pg), tables, place.store, place.desk, place.person);
}

} // namespace updesk
