// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/lease.h"

#include "core/store/desksetting.h"

namespace updesk
{

static constexpr char kTake[] = "SELECT updesk.lease_take($1::int, 'auto', $2::uuid, '20 s')";
static constexpr char kGive[] = "SELECT updesk.lease_give($1::int, 'auto', $2::uuid)";
static constexpr char kUnblock[] = "SELECT updesk.unblock_feed($1::int)";
static const QString kMayHost = QStringLiteral("may_host");

static constexpr char kCanSay[] = "SELECT to_regprocedure('updesk.lease_idle(integer)') IS NOT NULL";
static constexpr char kIdle[] = "SELECT updesk.lease_idle($1::int)";

static constexpr Time kMargin = kSecond; // two clocks do not run alike
static constexpr Time kRetry = 2 * kSecond; // a dead host is replaced 22 s after its last renewal
static constexpr Time kRetryDenied = 10 * kMinute;

Lease::Lease(int store, const Id &desk, Connect connect) : m_store(store), m_desk(desk), m_connect(std::move(connect))
{
}

// Counted from before the question: the server's own count begins later, so this desk never acts beyond it.
Result<void> Lease::ask()
{
    const Time asked = running();
    const auto taken = m_pg->query(kTake, m_store, m_desk);
    if (!taken)
        return taken.error();
    m_state = taken->isNull(0, 0) ? HostState{} : HostState{taken->number(0, 0), asked + kFor - kMargin};
    m_nextAsk = asked + (m_state.epoch > 0 ? kEvery : kRetry);
    return {};
}

Result<void> Lease::watch(Turn &turn)
{
    const auto ended = m_pg->query(kUnblock, m_store);
    if (!ended)
        return ended.error();
    turn.unblocked = int(ended->number(0, 0));
    m_nextWatch = running() + kEvery;
    return {};
}

// What was granted stays granted to its end, also when the server is away meanwhile.
void Lease::failed(Turn &turn, const Error &error)
{
    turn.error = error;
    const bool denied = error.code == Error::Code::Denied;
    m_nextAsk = running() + (denied ? kRetryDenied : kRetry);
    m_nextWatch = m_nextAsk;
    m_pg.reset();
}

// The watch over the lock is beside the lease: that it fails takes nothing from it.
void Lease::watchFailed(Turn &turn, const Error &error)
{
    turn.error = error;
    m_nextWatch = running() + kEvery;
    if (!m_pg->isOpen())
        m_pg.reset();
}

Lease::Turn Lease::turn(bool able)
{
    Turn turn;
    const bool ask = able && running() >= m_nextAsk;
    const bool watch = running() >= m_nextWatch;
    if ((ask || watch) && (!m_pg || !m_pg->isOpen())) {
        auto pg = m_connect();
        if (pg)
            m_pg = std::move(*pg);
        else
            failed(turn, pg.error());
    }
    if (m_pg && watch) {
        if (auto done = this->watch(turn); !done)
            watchFailed(turn, done.error());
    }
    if (m_pg && m_pg->isOpen() && ask) {
        if (auto done = this->ask(); !done)
            failed(turn, done.error());
    }
    turn.state = state();
    turn.changed = turn.state.epoch != m_told;
    m_told = turn.state.epoch;
    return turn;
}

bool Lease::giveBack()
{
    if (std::exchange(m_state, HostState{}).epoch == 0)
        return true;
    if (!m_pg || !m_pg->isOpen())
        return false;
    const auto given = m_pg->query(kGive, m_store, m_desk);
    return given && given->flag(0, 0);
}

Result<bool> mayHost(Database &database)
{
    const auto kept = deskSetting(database, kMayHost);
    return kept ? Result<bool>(*kept != QLatin1String("0")) : kept.error();
}

Result<void> setMayHost(Database &database, bool may)
{
    return setDeskSetting(database, kMayHost, may ? QStringLiteral("1") : QStringLiteral("0"));
}

Result<std::optional<Time>> unhostedFor(Pg &pg, int store)
{
    const auto can = pg.query(kCanSay);
    if (!can || !can->flag(0, 0))
        return can ? Result<std::optional<Time>>(std::nullopt) : can.error();
    const auto idle = pg.query(kIdle, store);
    return idle ? Result<std::optional<Time>>(idle->number(0, 0)) : idle.error();
}

Result<Time> unhostedSince(Database &database) { return database.state("unhosted"); }

Result<void> keepUnhosted(Database &database, Time since) { return database.setState("unhosted", since); }

} // namespace updesk
