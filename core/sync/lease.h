// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hoststate.h"
#include "core/store/database.h"
#include "core/sync/pg.h"

#include <functional>

namespace updesk
{

/// One desk's hold on a shared store's automation: takes the lease when nobody has it, renews it every five seconds,
/// and keeps watch that no session holds the store's lock for long. Over a connection of its own, so that a push that
/// waits for that lock does not keep it from being freed. Whoever owns it calls turn() about once a second.
class Lease
{
public:
    using Connect = std::function<Result<std::unique_ptr<Pg>>()>;
    static constexpr Time kEvery = 5 * kSecond;
    static constexpr Time kFor = 20 * kSecond; ///< as the server counts; this desk stops a second before
    static constexpr Time kMissed = 2 * kMinute; ///< so long without anybody's, and people are told
    struct Turn {
        HostState state;
        bool changed = false; ///< taken, lost, or of another epoch than at the last turn
        int unblocked = 0; ///< sessions that were ended
        std::optional<Error> error; ///< Denied: this login may not host; asked again only after ten minutes
    };

    Lease(int store, const Id &desk, Connect connect);
    /// Asks the server when it is time; `able`: this desk can act now. One that cannot leaves the lease to others.
    Turn turn(bool able);
    /// At a clean stop, so that another desk goes on at once. Whether the server has it back.
    bool giveBack();
    HostState state() const { return m_state.mayAct() ? m_state : HostState{}; }

private:
    Result<void> ask();
    Result<void> watch(Turn &turn);
    void failed(Turn &turn, const Error &error);
    void watchFailed(Turn &turn, const Error &error);

    int m_store;
    Id m_desk;
    Connect m_connect;
    std::unique_ptr<Pg> m_pg;
    HostState m_state;
    qint64 m_told = 0; ///< the epoch that the last turn answered with
    Time m_nextAsk = 0, m_nextWatch = 0; ///< by running()
};

/// Whether this desk may host while its window is open, as it may unless told not to; the server must allow its login.
Result<bool> mayHost(Database &database);
Result<void> setMayHost(Database &database, bool may);

/// For how long, in milliseconds, nobody has held the lease of the store; 0: somebody does. Nothing: the server is too
/// old to say. `pg` is a connection of a member of the store.
Result<std::optional<Time>> unhostedFor(Pg &pg, int store);
/// Since when nobody holds it, by the server's clock and as it last told this desk; 0: somebody does, as far as is
/// known.
Result<Time> unhostedSince(Database &database);
Result<void> keepUnhosted(Database &database, Time since);

} // namespace updesk
