// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/exchange.h"
#include "core/sync/older.h"

#include <functional>
#include <memory>
#include <random>

namespace updesk
{

/// Keeps one desk and the server together: connects, talks, waits, and after a failure tries again, ever more rarely.
/// It has no thread and no timer of its own; whoever owns it calls turn() when the time it asked for is over.
class Syncer
{
public:
    using Connect = std::function<Result<std::unique_ptr<Remote>>()>;
    struct Turn {
        bool online = false;
        Exchanged done;
        std::optional<Error> error; ///< of this turn; online: why nothing more was sent
        Time wait = 0; ///< milliseconds until the next one
        Time serverAhead = 0; ///< server's clock less this desk's
        Time unhosted =
            0; ///< for how long nobody has run the store's automation, as the server last said; 0: somebody does
        Versions versions = Versions::Fit; ///< only when online
    };

    /// All outlive the syncer.
    Syncer(Database &database, int store, const Clock &clock, Connect connect);
    ~Syncer();
    Turn turn();
    /// A page more of what somebody asked for, between two turns. True: all is here. Connects where it is not; fails as
    /// OlderFetch::further() or as connecting does.
    Result<bool> fetch(OlderFetch &fetch);
    /// missesOlder(), over this connection.
    Result<bool> misses(CustomerId customer, PersonId who);
    /// giveUpDeed(), over this connection.
    Result<void> giveUp(DeedId deed);
    void forgetConnection(); ///< the next turn connects anew
    void setHost(const HostState &host); ///< the lease that this desk holds now

private:
    Result<void> connect();
    Result<Exchanged> talk();
    void askHosted();
    template <class T>
    Result<T> lostWhenOffline(Result<T> answer);
    void makeNight(); ///< what a host has the server do once a day
    void tidy(); ///< once a day, in a quiet moment, what left the desk's months goes
    Database &m_database;
    int m_store;
    const Clock &m_clock;
    Connect m_connect;
    std::unique_ptr<Remote> m_remote;
    std::unique_ptr<Exchange> m_exchange;
    HostState m_host;
    Time m_unhosted = 0;
    Time m_askHostedAt = 0; ///< by running()
    Time m_nightAt = 0; ///< by running()
    int m_failures = 0;
    Time m_tidyAt = 0;
    std::minstd_rand m_random;
};

} // namespace updesk
