// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/adopt.h"
#include "core/sync/exchange.h"
#include "tests/bench/benchdesk.h"
#include "tests/support/syncserver.h"

#include <libpq-fe.h>

namespace updesk::bench
{

/// The shared server of the sync letters: a PostgreSQL that dies with this program, with `stores` set-up stores, 1, 2
/// ... In each sells "p1", "p2" ... and administers "a1", "a2" ... A login opens
/// at most 20 connections, so `people` more sell in store 1: "d1", "d2" ...
class BenchServer
{
public:
    BenchServer(const std::string &folder, int stores, int people = 0);
    std::unique_ptr<Pg> chief() const { return m_server.chief(); }
    Pg::Options options(const QString &login) const;
    /// Rows of store 1 as years of work leave them, made by the server itself: customers with a phone and an address,
    /// leads with five lines of history, 57 of 100 open, with a task.
    qint64 generate(int leads) const;
    double memoryOfBackends(double *each) const; ///< megabytes that are theirs alone, of all connections

private:
    SyncServer m_server;
};

/// A desk that belongs to a store of that server, with the world's clock.
struct SyncDesk {
    /// `login` empty: who sells in that store.
    SyncDesk(const BenchServer &server, const std::string &file, int store, const QString &login = {});
    std::unique_ptr<PgRemote> connect() const;
    /// Talks until there is nothing left to say.
    Exchanged talk(Remote &remote);

    SystemClock clock;
    std::string path;
    Pg::Options options;
    ServerPlace place;
    std::unique_ptr<Session> session;
};

/// libpq with nothing of ours between. Ends the program at any error.
class RawPg
{
public:
    RawPg(const BenchServer &server, const QString &login);
    ~RawPg() { PQfinish(m_conn); }
    RawPg(const RawPg &) = delete;
    RawPg &operator=(const RawPg &) = delete;
    PGconn *conn() const { return m_conn; }
    void run(const QByteArray &sql);
    qint64 copyAway(const QByteArray &sql); ///< COPY to nowhere; its rows
    void must(bool well, const char *what) const;

private:
    PGconn *m_conn;
};

} // namespace updesk::bench
