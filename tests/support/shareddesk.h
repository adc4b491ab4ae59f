// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/rounds.h"
#include "core/store/rowseq.h"
#include "core/sync/syncworker.h"
#include "tests/support/adopted.h"
#include "tests/support/emptystore.h"
#include "tests/support/suite.h"

namespace updesk
{

/// A desk of the shared store: a file of its own, its person, its way to the server.
class SharedDesk
{
public:
    SharedDesk(const SyncServer &server, const Clock &clock, const char *login, int store = SyncServer::kStore)
        : path(dir.filePath(QLatin1String(login))), options(server.options(login))
    {
        makeEmptyStore(path);
        {
            const auto database = Database::open(path, deskSetup(clock));
            const auto pg = Pg::open(options);
            if (!database || !pg || !joinServer(**database, **pg, options, store))
                qFatal("join %s", login);
        }
        session = std::move(*Session::open(path, clock));
        session->setPerson(server.person(login));
        place = *serverPlace(session->database());
        syncer = std::make_unique<Syncer>(session->database(), place.store, clock, way()(session->database()));
    }
    SyncWorker::Way way() const
    {
        return [place = place, password = options.password](Database &database) -> Syncer::Connect {
            return [&database, place, password]() -> Result<std::unique_ptr<Remote>> {
                auto remote = connectTo(place, password, database);
                if (!remote)
                    return remote.error();
                return std::unique_ptr<Remote>(std::move(*remote));
            };
        };
    }
    /// Sends and takes what there is, on this thread.
    Exchanged talk()
    {
        const Syncer::Turn turn = syncer->turn();
        if (!turn.online)
            qFatal("talk: %s %s", qPrintable(turn.error->subject), qPrintable(turn.error->detail));
        return turn.done;
    }
    /// With the server's numbers: of two desks one may have taken its rows anew. A row that did not come again then
    /// has none.
    QByteArray rows()
    {
        const auto base = seqBase(session->database());
        if (!base)
            qFatal("no base");
        QByteArray all;
        for (const Table *table : session->database().setup().tables) {
            QByteArray columns = "quote(id)||quote(store_id)";
            for (int i = 0; i < table->count; ++i)
                columns += QByteArray("||quote(") + table->columns[size_t(i)].name + ')';
            Query q = session->database().once("SELECT seq, " + columns + " FROM " + table->name + " ORDER BY id");
            while (q.next())
                all += QByteArray(table->name) + ' ' + QByteArray::number(seqAbove(*base, q.number(0))) + ' '
                    + q.bytes(1) + '\n';
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
};

/// The same without a person at it, and with a lease of its own: whatever it does is its program's, on one thread.
class HostDesk : public SharedDesk
{
public:
    HostDesk(const SyncServer &server, const Clock &clock, const char *login) : SharedDesk(server, clock, login)
    {
        session->setPerson({});
        talk();
        if (!makeRound(*session)) // as every second: it follows the store's rules before anything is late
            qFatal("round");
    }
    /// The epoch; 0: another has the lease. Not told when it is given back: as in a process that was stopped meanwhile.
    qint64 take()
    {
        lease = newLease();
        const HostState state = lease->turn(true).state;
        session->setHost(state);
        syncer->setHost(state);
        return state.epoch;
    }
    std::unique_ptr<Lease> newLease() const
    {
        return std::make_unique<Lease>(place.store, place.desk, [this] { return Pg::open(options); });
    }

    std::unique_ptr<Lease> lease = newLease();
};

} // namespace updesk
