// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/join.h"

#include "core/store/log.h"
#include "core/sync/fill.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace updesk
{

static Result<QString> kept(Database &database, const char *key)
{
    Query q = database.query("SELECT v FROM desk_setting WHERE k=?1");
    q.bind(1, QString::fromLatin1(key));
    const QString text = q.next() ? q.text(0) : QString();
    if (auto done = q.done(); !done)
        return done.error();
    return text;
}

static Result<void> keep(Database &database, const char *key, const QString &value)
{
    Query q = database.query("INSERT INTO desk_setting(k,v) VALUES(?1,?2) ON CONFLICT(k) DO UPDATE SET v=?2");
    return q.bind(1, QString::fromLatin1(key)).bind(2, value).run();
}

// A store's file that was moved takes the authority along that lies beside it.
static QString authorityAt(const Database &database, const QString &path)
{
    const QString beside = QFileInfo(database.path()).dir().filePath(QFileInfo(path).fileName());
    return path.isEmpty() || QFileInfo::exists(path) || !QFileInfo::exists(beside) ? path : beside;
}

Result<ServerPlace> serverPlace(Database &database)
{
    ServerPlace place;
    const auto url = kept(database, "server_url"), login = kept(database, "server_login");
    const auto ca = kept(database, "server_ca"), person = kept(database, "server_person");
    const auto desk = kept(database, "server_desk");
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

static Result<void> writePlace(Database &database, const ServerPlace &place)
{
    const std::pair<const char *, QString> words[] = {{"server_url", place.url}, {"server_login", place.login},
        {"server_ca", place.caFile}, {"server_person", QString::fromLatin1(place.person.value.hex())},
        {"server_desk", QString::fromLatin1(place.desk.hex())}};
    for (const auto &[key, value] : words) {
        if (auto done = keep(database, key, value); !done)
            return done;
    }
    Query joined = database.query("INSERT OR IGNORE INTO state(k,v) VALUES('joined',1)");
    if (auto done = joined.run(); !done)
        return done;
    Query store = database.query("INSERT INTO state(k,v) VALUES('store',?1) ON CONFLICT(k) DO UPDATE SET v=?1");
    return store.bind(1, place.store).run();
}

static Result<bool> hasRows(Database &database)
{
    for (const Table *table : database.setup().tables) {
        Query q = database.once(QByteArray("SELECT 1 FROM ") + table->name + " LIMIT 1");
        const bool any = q.next();
        if (auto done = q.done(); !done)
            return done.error();
        if (any)
            return true;
    }
    const auto store = database.state("store");
    if (!store)
        return store.error();
    return *store != 0;
}

static Result<Membership> memberOf(Pg &pg, int store)
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
    const auto rows = hasRows(database);
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
    if (auto written = writePlace(database, place); !written)
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

// Always the same for the same row, so that a second run sends nothing twice.
static Id deedOf(const Id &row)
{
    const QByteArray hash = QCryptographicHash::hash("adopt " + row.hex(), QCryptographicHash::Sha256);
    Id deed;
    std::copy_n(hash.begin(), 14, deed.bytes.begin());
    deed.bytes[6] = quint8((deed.bytes[6] & 0x0f) | 0x80);
    deed.bytes[8] = quint8((deed.bytes[8] & 0x3f) | 0x80);
    return deed;
}

// A put of the row as it is. Tombstones come along: another desk may still hold the row.
static OutDeed putOf(const Table &table, const Query &row, Hlc hlc)
{
    OutDeed deed;
    const Id id = row.id(0);
    deed.id = deedOf(id);
    deed.hlc = hlc;
    deed.verb = "adopt";
    Op op{Op::Kind::Put, &table, id, {}};
    for (int i = 0; i < table.count; ++i) {
        Value value = row.value(i + 1, table.columns[size_t(i)].type);
        if (value != defaultOf(table.columns[size_t(i)].type))
            op.changes.push_back({i, std::move(value), {}});
    }
    appendOp(deed.line, op);
    deed.line += ']';
    deed.ops.push_back(std::move(op));
    return deed;
}

static Result<qint64> sendRows(Remote &remote, const Table &table, const std::vector<OutDeed> &deeds)
{
    if (deeds.empty())
        return qint64(0);
    const auto answers = remote.push({}, deeds);
    if (!answers)
        return answers.error();
    for (const Answer &answer : *answers) {
        const bool in = answer.state == Answer::State::Ok || answer.state == Answer::State::Won || answer.again;
        if (!in)
            return Error{Error::Code::Failed, QString::fromLatin1(table.name), answer.why};
    }
    return qint64(deeds.size());
}

static Result<qint64> adoptTable(Database &database, Remote &remote, const Table &table, Hlc hlc)
{
    constexpr size_t kBatch = 200;
    constexpr qsizetype kBytes = 256 * 1024;
    QByteArray columns;
    for (int i = 0; i < table.count; ++i)
        columns += QByteArray(", ") + table.columns[size_t(i)].name;
    Query q = database.once("SELECT id" + columns + " FROM " + table.name + " ORDER BY id");
    std::vector<OutDeed> deeds;
    qsizetype bytes = 0;
    qint64 sent = 0;
    for (bool more = true; more;) {
        more = q.next();
        if (more) {
            deeds.push_back(putOf(table, q, hlc));
            bytes += deeds.back().line.size();
        }
        if (more && deeds.size() < kBatch && bytes < kBytes)
            continue;
        const auto batch = sendRows(remote, table, deeds);
        if (!batch)
            return batch.error();
        sent += *batch;
        deeds.clear();
        bytes = 0;
    }
    if (auto done = q.done(); !done)
        return done.error();
    return sent;
}

Result<qint64> adoptStore(Database &database, std::unique_ptr<Pg> pg, const Pg::Options &options, const Clock &clock)
{
    const auto joined = database.state("joined"), number = database.state("store");
    if (!joined || !number)
        return !joined ? joined.error() : number.error();
    const int store = int(*number);
    if (*joined != 0)
        return Error{Error::Code::Duplicate, QStringLiteral("server"), {}};
    const auto member = memberOf(*pg, store);
    if (store <= 0 || !member)
        return store <= 0 ? Error{Error::Code::Invalid, QStringLiteral("store"), {}} : member.error();
    if (member->role != QLatin1String("admin"))
        return Error{Error::Code::Denied, QStringLiteral("role"), {}};
    auto tx = Transaction::begin(database, {}); // nobody writes meanwhile: what is sent is the whole store
    if (!tx)
        return tx.error();
    const ServerPlace place{
        options.url, options.login, options.caFile, member->person, store, newId(tx->now()), member->role};
    PgRemote remote(std::move(pg), database, store, place.desk, place.person);
    qint64 sent = 0;
    for (const Table *table : database.setup().tables) {
        const auto rows = adoptTable(database, remote, *table, nextHlc(0, clock.now()));
        if (!rows)
            return rows.error();
        sent += *rows;
    }
    if (auto written = writePlace(database, place); !written)
        return written.error();
    if (auto moved = database.query("UPDATE state SET v=ifnull((SELECT max(n) FROM deed),0) WHERE k='sent'").run();
        !moved)
        return moved.error();
    // What is older than this went up as rows: after a restore of the server it is not to be sent as deeds.
    if (auto kept = database
                        .query("INSERT INTO state(k,v) SELECT 'adopted', ifnull(max(n),0) FROM deed WHERE true"
                               " ON CONFLICT(k) DO UPDATE SET v=excluded.v")
                        .run();
        !kept)
        return kept.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    return sent;
}

} // namespace updesk
