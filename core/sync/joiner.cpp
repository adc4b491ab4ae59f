// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/joiner.h"

#include "core/sync/address.h"
#include "core/sync/joinplace.h"

#include <QFile>
#include <QLockFile>

namespace updesk
{
namespace
{

const QString kWaits = QStringLiteral(".joining");

Error cancelled() { return {Error::Code::Failed, QStringLiteral("cancelled"), {}}; }

/// What stands between a desk and its server while the rows come: counts them, and breaks off when nobody wants them.
class Counted final : public Remote
{
public:
    using Told = std::function<bool(qint64 rows)>;
    Counted(Remote &remote, Told told) : m_remote(remote), m_told(std::move(told)) { }
    Result<Hello> hello(int schema) override { return m_remote.hello(schema); }
    Result<std::vector<Answer>> push(PersonId who, std::span<const OutDeed> deeds) override
    {
        return m_remote.push(who, deeds);
    }
    Result<Page> pull(int feed, qint64 after, int limit) override
    {
        auto page = m_remote.pull(feed, after, limit);
        if (page)
            m_rows += qint64(page->rows.size());
        return m_told(m_rows) ? std::move(page) : Result<Page>(cancelled());
    }
    Result<std::map<int, qint64>> feeds() override { return m_remote.feeds(); }
    Result<Filled> fill(Database &database, const FillTold &) override
    {
        auto filled = m_remote.fill(database, [this](qint64 rows) { m_told(m_rows + rows); });
        if (filled)
            m_rows += filled->rows;
        return m_told(m_rows) ? std::move(filled) : Result<Filled>(cancelled());
    }
    Result<std::set<Id>> knows(std::span<const Id> deeds) override { return m_remote.knows(deeds); }
    Result<OlderScope> olderScope(PersonId who, std::span<const Id> records, Time before) override
    {
        return m_remote.olderScope(who, records, before);
    }
    Result<Page> older(PersonId who, const OlderAsk &ask) override { return m_remote.older(who, ask); }
    bool speaksFor(PersonId who) const override { return m_remote.speaksFor(who); }

private:
    Remote &m_remote;
    Told m_told;
    qint64 m_rows = 0;
};

Result<std::vector<StoreChoice>> storesOf(Pg &pg)
{
    const auto members = membershipsOf(pg);
    if (!members)
        return members.error();
    const auto names = pg.query("SELECT store_id, name FROM updesk.store WHERE deleted=0");
    if (!names)
        return names.error();
    std::vector<StoreChoice> stores;
    for (const Membership &one : *members) {
        if (one.store > 0)
            stores.push_back({one.store, {}, one.role});
    }
    for (int row = 0; row < names->count(); ++row) {
        for (StoreChoice &store : stores) {
            if (store.number == int(names->number(row, 0)))
                store.name = names->text(row, 1);
        }
    }
    return stores;
}

/// One program at a time fills the file that waits, and takes away what failed.
Result<void> lockPlace(QLockFile &lock, const QString &path)
{
    lock.setStaleLockTime(0); // however long the rows take; the lock of a program that died is noticed
    if (lock.tryLock(0))
        return {};
    switch (lock.error()) {
    case QLockFile::LockFailedError:
        return Error{Error::Code::Busy, path, QStringLiteral("being_joined")};
    case QLockFile::PermissionError:
        return Error{Error::Code::Denied, path, QStringLiteral("not_locked")};
    default:
        return Error{Error::Code::Failed, path, QStringLiteral("not_locked")};
    }
}

} // namespace

void Joiner::ask(const JoinOrder &order)
{
    const int number = ++m_last;
    m_wanted = number;
    QMetaObject::invokeMethod(this, [this, order, number] { carryOut(order, number); });
}

bool Joiner::cancel()
{
    int number = m_last;
    const bool inTime = m_wanted.compare_exchange_strong(number, 0);
    if (inTime)
        m_halt.raise();
    return inTime || number == 0;
}

void Joiner::carryOut(const JoinOrder &order, int number)
{
    m_halt.lower(); // of an order before; what is cancelled from here on raises it again
    const Heeding heeding(m_halt);
    if (!isWanted(number))
        return;
    m_choices.clear();
    const auto who = make(order, number);
    if (who)
        Q_EMIT joined(*who);
    else if (isWanted(number) && !m_choices.empty())
        Q_EMIT severalStores(m_choices);
    else if (isWanted(number))
        Q_EMIT failed(who.error());
}

Result<SignedIn> Joiner::make(const JoinOrder &order, int number)
{
    if (!isStoreAddress(order.invite.url))
        return Error{Error::Code::Invalid, QStringLiteral("url"), {}};
    if (auto ready = readyPlace(order.path); !ready)
        return ready.error();
    const QString file = order.path + kWaits;
    QLockFile lock(file + QStringLiteral(".lock"));
    if (auto locked = lockPlace(lock, order.path); !locked)
        return locked.error();
    if (auto ready = readyPlace(order.path); !ready) // again: another program may have landed meanwhile
        return ready.error();
    if (auto removed = removeStore(file); !removed) // of a try that the end of the program cut off
        return removed.error();
    const QString authority = authorityPath(order.path, order.invite.authority);
    const bool isNew = !authority.isEmpty() && !QFile::exists(authority);
    const auto caFile = keepAuthority(order.path, order.invite.authority);
    if (!caFile)
        return caFile.error();
    const Pg::Options options = optionsOf(order.invite, *caFile, order.login, order.password);
    auto pg = Pg::open(options);
    auto who = pg ? fill(order, file, std::move(*pg), options, number) : Result<SignedIn>(pg.error());
    if (who) {
        if (auto landed = land(order, file, number); !landed)
            who = landed.error();
    }
    if (!who) {
        (void)removeStore(file); // what stays is no store yet, and goes with the next try
        if (isNew)
            QFile::remove(authority);
    }
    return who;
}

Result<SignedIn> Joiner::fill(
    const JoinOrder &order, const QString &file, std::unique_ptr<Pg> pg, const Pg::Options &options, int number)
{
    const auto setup = m_setUp(file);
    if (!setup)
        return setup.error();
    const auto database = Database::open(file, *setup);
    if (!database)
        return database.error();
    const auto place = joinServer(**database, *pg, options, order.invite.store);
    if (!place) {
        if (place.error().code == Error::Code::Invalid) {
            const auto stores = storesOf(*pg);
            if (!stores)
                return stores.error();
            m_choices = *stores;
        }
        return place.error();
    }
    const auto taken = takeRows(**database, *place, std::move(pg), number);
    if (!taken)
        return taken.error();
    if (!isWanted(number))
        return cancelled();
    if (m_welcome)
        return m_welcome(**database, *place, *taken);
    return signIn({**database, m_secrets, m_clock}, options.login, order.password, order.keep);
}

Result<Exchanged> Joiner::takeRows(Database &database, const ServerPlace &place, std::unique_ptr<Pg> pg, int number)
{
    PgRemote remote(std::move(pg), database, place.store, place.desk, place.person);
    Counted counted(remote, [this, number](qint64 rows) {
        if (isWanted(number))
            Q_EMIT progressed(rows);
        return isWanted(number);
    });
    // A large store's older rows come while people work: the open desk goes on with the fill.
    Exchange exchange(database, counted, place.store, m_clock);
    if (auto hello = exchange.hello(); !hello)
        return hello.error();
    return exchange.run();
}

// From here a cancel comes too late: whoever takes the order off its place first has it.
Result<void> Joiner::land(const JoinOrder &order, const QString &file, int number)
{
    int expected = number;
    const bool wanted = m_wanted.compare_exchange_strong(expected, -number);
    if (wanted && QFile::rename(file, order.path))
        return {};
    const QString login = optionsOf(order.invite, {}, order.login, {}).login;
    (void)m_secrets.forget(loginSecret(order.invite.url, login)); // without the file it is of no use
    m_wanted = wanted ? number : 0;
    return wanted ? Error{Error::Code::Failed, order.path, {}} : cancelled();
}

} // namespace updesk
