// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/customer.h"
#include "core/people/staff.h"
#include "core/store/transaction.h"
#include "core/sync/peopleremote.h"
#include "tests/support/emptystore.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/syncserver.h"

#include <QTemporaryDir>

namespace updesk
{

/// One PC of the shared store at which several people work; its clock begins at the world's time, as the server's is.
class JoinedDesk
{
public:
    explicit JoinedDesk(const SyncServer &sharedServer, const char *login = "ann") : server(sharedServer)
    {
        const QString path = dir.filePath(QStringLiteral("store.updesk"));
        makeEmptyStore(path);
        auto opened = Database::open(path, deskSetup(clock));
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        database = std::move(*opened);
        const auto joined = joinServer(*database, *server.as(login), server.options(login), SyncServer::kStore);
        if (!joined)
            qFatal("join %s", qPrintable(joined.error().subject));
        place = *joined;
    }
    Login login(const char *name) const
    {
        return {server.person(name), QString::fromLatin1(name), SyncServer::passwordOf(QString::fromLatin1(name))};
    }
    /// The administrator gives a salesperson of the store a password, also after a revoke.
    void givePassword(const char *name, const QString &password) const
    {
        NewMember member;
        member.login = QString::fromLatin1(name);
        member.store = SyncServer::kStore;
        member.role = QStringLiteral("sales");
        member.person = server.person(name);
        member.password = password;
        if (!addMember(*server.chief(), member, clock.now()))
            qFatal("no member %s", name);
    }
    /// A deed of somebody, with one op.
    void does(PersonId who, const Op &op)
    {
        auto tx = Transaction::begin(*database, {who, SyncServer::kStore});
        if (!tx || !tx->start("test") || !apply(*tx, op) || !tx->commit())
            qFatal("deed");
    }
    Customer adds(PersonId who, const char *name)
    {
        Customer customer;
        customer.id.value = newId(clock.now());
        customer.first = QString::fromLatin1(name);
        does(who, put(kCustomer, customer));
        return customer;
    }
    Customer renames(PersonId who, const Customer &before, const char *name)
    {
        Customer after = before;
        after.first = QString::fromLatin1(name);
        does(who, set(kCustomer, before, after));
        return after;
    }
    Result<Exchanged> talk(PeopleRemote &remote)
    {
        Exchange exchange(*database, remote, SyncServer::kStore, clock);
        const auto hello = exchange.hello();
        return hello ? exchange.run() : Result<Exchanged>(hello.error());
    }
    /// n and state of what stays here.
    QByteArray stuck()
    {
        QByteArray all;
        Query q = database->once("SELECT n||':'||state FROM stuck ORDER BY n");
        while (q.next())
            all += (all.isEmpty() ? "" : " ") + q.bytes(0);
        return all;
    }

    const SyncServer &server;
    QTemporaryDir dir;
    FakeClock clock{SystemClock().now()};
    std::unique_ptr<Database> database;
    ServerPlace place;
};

} // namespace updesk
