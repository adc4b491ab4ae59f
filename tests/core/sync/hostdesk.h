// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/rounds.h"
#include "core/people/staff.h"
#include "core/sync/join.h"
#include "core/sync/lease.h"
#include "core/sync/syncer.h"
#include "tests/support/syncserver.h"
#include "tests/support/teststore.h"

namespace updesk
{

/// A desk of the shared store with a lease of its own, in one thread.
class HostDesk
{
public:
    HostDesk(const SyncServer &server, const FakeClock &clock, const char *login)
        : path(dir.filePath(QLatin1String(login))), options(server.options(login))
    {
        {
            const auto database = Database::open(path, deskSetup(clock));
            const auto pg = Pg::open(options);
            if (!database || !pg || !joinServer(**database, **pg, options, SyncServer::kStore))
                qFatal("join %s", login);
        }
        session = std::move(*Session::open(path, clock));
        place = *serverPlace(session->database());
        syncer = std::make_unique<Syncer>(
            session->database(), place.store, clock, [this]() -> Result<std::unique_ptr<Remote>> {
                auto remote = connectTo(place, options.password, session->database());
                if (!remote)
                    return remote.error();
                return std::unique_ptr<Remote>(std::move(*remote));
            });
        lease = std::make_unique<Lease>(place.store, place.desk, [this] { return Pg::open(options); });
        talk();
        if (!makeRound(*session)) // as every second: it follows the store's rules before anything is late
            qFatal("round");
    }
    Exchanged talk()
    {
        const Syncer::Turn turn = syncer->turn();
        if (!turn.online)
            qFatal("talk: %s %s", qPrintable(turn.error->subject), qPrintable(turn.error->detail));
        return turn.done;
    }
    /// The epoch; 0: another has the lease. Not told when it is given back: as in a process that was stopped meanwhile.
    qint64 take()
    {
        lease = std::make_unique<Lease>(place.store, place.desk, [this] { return Pg::open(options); });
        const HostState state = lease->turn(true).state;
        session->setHost(state);
        syncer->setHost(state);
        return state.epoch;
    }
    QByteArray rows()
    {
        QByteArray all;
        for (const Table *table : session->database().setup().tables) {
            QByteArray columns = "quote(id)||quote(store_id)||quote(seq)";
            for (int i = 0; i < table->count; ++i)
                columns += QByteArray("||quote(") + table->columns[size_t(i)].name + ')';
            Query q = session->database().once("SELECT " + columns + " FROM " + table->name + " ORDER BY id");
            while (q.next())
                all += QByteArray(table->name) + ' ' + q.bytes(0) + '\n';
        }
        return all;
    }
    qint64 count(const QByteArray &from)
    {
        Query q = session->database().once("SELECT count(*) FROM " + from);
        return q.next() ? q.number(0) : -1;
    }

    QTemporaryDir dir;
    QString path;
    Pg::Options options;
    ServerPlace place;
    std::unique_ptr<Session> session;
    std::unique_ptr<Syncer> syncer;
    std::unique_ptr<Lease> lease;
};

/// A lone store with this many leads, taken up to the server.
inline std::unique_ptr<TestStore> adoptedStore(SyncServer &server, int leads)
{
    auto lone = std::make_unique<TestStore>();
    for (const char *login : {"ann", "bob"}) {
        const Person person{server.person(login), QLatin1String(login), QLatin1String(login), Role::Sales, true};
        if (!doDeed(**lone, "hire", {}, [&](Transaction &tx) { return apply(tx, put(kPerson, person)); }))
            qFatal("hire");
    }
    for (int i = 0; i < leads; ++i)
        lone->add(lone->webLead(i));
    const auto options = server.options("ida");
    const auto rows = adoptStore(lone->session->database(), server.as("ida"), options, lone->clock);
    if (!rows)
        qFatal("adopt: %s %s", qPrintable(rows.error().subject), qPrintable(rows.error().detail));
    return lone;
}

} // namespace updesk
