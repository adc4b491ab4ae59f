// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncer.h"

#include "core/sync/lease.h"
#include "core/sync/parked.h"
#include "core/sync/retention.h"

namespace updesk
{

static constexpr Time kPoll = 500; // a new lead is at every desk within a second (sync.md 6)
static constexpr Time kAskHosted = 10 * kSecond;
static constexpr Time kLeastPause = 500, kMostPause = 30 * kSecond;

Syncer::Syncer(Database &database, int store, const Clock &clock, Connect connect)
    : m_database(database),
      m_store(store),
      m_clock(clock),
      m_connect(std::move(connect)),
      m_random(quint32(clock.now()) ^ quint32(store))
{
}

Syncer::~Syncer() = default;

void Syncer::forgetConnection()
{
    m_exchange.reset();
    m_remote.reset();
    m_askHostedAt = 0;
    m_nightAt = 0;
    m_unhosted = 0;
}

void Syncer::setHost(const HostState &host)
{
    m_host = host;
    if (m_remote)
        m_remote->setHost(host);
}

Result<void> Syncer::connect()
{
    if (m_remote)
        return {};
    auto remote = m_connect();
    if (!remote)
        return remote.error();
    auto exchange = std::make_unique<Exchange>(m_database, **remote, m_store, m_clock);
    if (auto hello = exchange->hello(); !hello)
        return hello.error();
    m_remote = std::move(*remote);
    m_remote->setHost(m_host);
    m_exchange = std::move(exchange);
    return {};
}

Result<Exchanged> Syncer::talk()
{
    if (auto connected = connect(); !connected)
        return connected.error();
    return m_exchange->run();
}

template <class T>
Result<T> Syncer::lostWhenOffline(Result<T> answer)
{
    if (!answer && answer.error().code == Error::Code::Offline)
        forgetConnection();
    return answer;
}

Result<bool> Syncer::fetch(OlderFetch &fetch)
{
    if (auto connected = connect(); !connected)
        return connected.error();
    return lostWhenOffline(fetch.further(*m_remote));
}

Result<bool> Syncer::misses(CustomerId customer, PersonId who)
{
    if (auto connected = connect(); !connected)
        return connected.error();
    return lostWhenOffline(missesOlder(m_database, *m_remote, customer, who));
}

Result<void> Syncer::giveUp(DeedId deed)
{
    if (auto connected = connect(); !connected)
        return connected;
    return lostWhenOffline(giveUpDeed(m_database, *m_remote, m_store, deed));
}

// Some hundred rows a turn; what fails (the file is busy) is left for the next day's.
void Syncer::tidy()
{
    constexpr int kRows = 500;
    const Time now = m_clock.now();
    if (m_tidyAt == 0)
        m_tidyAt = now + kHour; // not in the minutes in which somebody begins to work
    if (now < m_tidyAt)
        return;
    const auto dropped = dropOutOfWindow(m_database, now, kRows);
    if (!dropped || *dropped == 0)
        m_tidyAt = now + kDay;
}

// The talk does not hang on it: without an answer the next question is soon enough, and what was said before stands.
void Syncer::askHosted()
{
    if (running() < m_askHostedAt)
        return;
    m_askHostedAt = running() + kAskHosted;
    const auto unhosted = m_remote->unhosted();
    if (!unhosted)
        return;
    m_unhosted = unhosted->value_or(0);
    const Time since = m_unhosted > 0 ? m_clock.now() + m_exchange->offset() - m_unhosted : 0;
    const auto kept = unhostedSince(m_database);
    if (kept && std::abs(*kept - since) > kMinute) // two clocks: to the minute is near enough
        (void)keepUnhosted(m_database, since); // busy: with the next answer
}

// A day's part of the history is read in a blink; after an update it is all of it, a piece a turn.
void Syncer::makeNight()
{
    constexpr Time kLook = 10 * kMinute;
    if (!m_host.mayAct() || running() < m_nightAt)
        return;
    const auto more = m_remote->nightWork();
    m_nightAt = running() + (more && *more ? 0 : kLook);
}

// Full jitter: sixty desks whose server comes back do not all knock at once.
Syncer::Turn Syncer::turn()
{
    Turn turn;
    auto done = talk();
    if (done) {
        m_failures = 0;
        turn.online = true;
        turn.done = *done;
        turn.error = done->notTaken;
        turn.wait = done->filling ? 0 : kPoll;
        turn.serverAhead = m_exchange->offset();
        turn.versions = m_exchange->versions();
        askHosted();
        turn.unhosted = m_unhosted;
        makeNight();
        if (!done->filling && !done->news() && done->deedsSent == 0)
            tidy();
        return turn;
    }
    turn.error = done.error();
    forgetConnection();
    const Time most = std::min(kMostPause, kLeastPause << std::min(m_failures, 16));
    ++m_failures;
    turn.wait = kLeastPause / 2 + Time(m_random() % quint64(most));
    return turn;
}

} // namespace updesk
