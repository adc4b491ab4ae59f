// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agentsync.h"

#include "core/desk/tables.h"

namespace updesk
{

AgentSync::AgentSync(QString path, const Clock &clock, ServerPlace place, QString password)
    : m_path(std::move(path)), m_clock(&clock), m_place(std::move(place)), m_password(std::move(password))
{
}

Result<std::unique_ptr<Pg>> AgentSync::connectLease() const
{
    Pg::Options options = optionsOf(m_place, m_place.login, m_password);
    options.patience = Lease::kEvery;
    return Pg::open(options);
}

void AgentSync::start()
{
    auto database = Database::open(m_path, deskSetup(*m_clock), Database::Open::Existing);
    if (!database) {
        Q_EMIT failed(database.error());
        return;
    }
    m_database = std::move(*database);
    const auto connect = [this]() -> Result<std::unique_ptr<Remote>> {
        auto remote = connectTo(m_place, m_password, *m_database);
        if (!remote)
            return remote.error();
        return std::unique_ptr<Remote>(std::move(*remote));
    };
    m_syncer = std::make_unique<Syncer>(*m_database, m_place.store, *m_clock, connect);
    m_lease = std::make_unique<Lease>(m_place.store, m_place.desk, [this] { return connectLease(); });
    m_timer = std::make_unique<QTimer>();
    m_timer->setInterval(100);
    QObject::connect(m_timer.get(), &QTimer::timeout, this, &AgentSync::tick);
    m_timer->start();
}

void AgentSync::stop()
{
    m_timer.reset();
    if (m_able)
        (void)m_syncer->turn(); // what the worker did last; without an answer it is sent at the next start
    const bool held = m_lease && m_lease->state().epoch > 0;
    const bool given = held && m_lease->giveBack();
    m_syncer.reset();
    m_lease.reset();
    m_database.reset();
    Q_EMIT stopped(given || !held);
}

void AgentSync::tick()
{
    if (running() >= m_nextTalk)
        talk();
    keepLease();
}

// A store whose lock somebody holds is busy for all desks alike, and this one is the one to free it.
void AgentSync::talk()
{
    const Syncer::Turn turn = m_syncer->turn();
    m_nextTalk = running() + turn.wait;
    m_able = turn.online || (m_able && turn.error->code == Error::Code::Busy);
    if (turn.online && m_line != Line::Up)
        Q_EMIT online();
    if (!turn.online && m_line != Line::Down)
        Q_EMIT offline(*turn.error);
    m_line = turn.online ? Line::Up : Line::Down;
    if (turn.online && (turn.done.news() || turn.done.deedsSent > 0))
        Q_EMIT talked(turn.done);
}

void AgentSync::keepLease()
{
    const Lease::Turn turn = m_lease->turn(m_able);
    if (turn.state != m_state) {
        m_state = turn.state;
        m_syncer->setHost(m_state);
        Q_EMIT hosts(m_state);
    }
    if (turn.unblocked > 0)
        Q_EMIT unblocked(turn.unblocked);
    const bool told = std::exchange(m_leaseTold, m_leaseTold ? !turn.changed : turn.error.has_value());
    if (turn.error && !told && m_line == Line::Up)
        Q_EMIT leaseTrouble(*turn.error);
}

} // namespace updesk
