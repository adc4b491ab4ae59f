// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/correctedclock.h"

#include <QLoggingCategory>

#include <cstdlib>

namespace updesk
{

Q_LOGGING_CATEGORY(clockLog, "updesk.clock")

static constexpr Time kJump = kMinute; // more than a time service corrects on a computer that is looked after
static constexpr Time kDrift = 10 * kSecond; // an hour: smaller steps add up, or fifty seconds ten times went unseen
static constexpr Time kRemembered = kDay; // longer than any call from its dial to its outcome

static const SystemClock s_system;

CorrectedClock::CorrectedClock() : CorrectedClock(Machine{&s_system, running, bootOfMachine()}) { }

CorrectedClock::CorrectedClock(Machine machine) : m_machine(std::move(machine))
{
    const Reading reading = read();
    m_ahead = reading.ahead();
    m_since = reading.running;
}

// The process may be stopped, or the computer sleep, between the two readings: then they are of two moments.
CorrectedClock::Reading CorrectedClock::read() const
{
    constexpr int kTries = 3;
    Reading reading;
    for (int i = 0; i < kTries && !reading.isSound; ++i) {
        const Time before = m_machine.running();
        reading.wall = m_machine.wall->now();
        reading.running = m_machine.running();
        reading.isSound = reading.running - before < kSecond;
    }
    return reading;
}

void CorrectedClock::note(Time at, Time by) const
{
    m_jumps.push_back({at, by});
    qCWarning(clockLog, "the clock of this computer was turned by %lld s", static_cast<long long>(by / kSecond));
}

// The kernel slows or speeds both clocks alike when it corrects a drift, so the difference changes by steps only.
CorrectedClock::Reading CorrectedClock::look() const
{
    const Reading reading = read();
    if (!reading.isSound)
        return reading;
    const Time moved = reading.ahead() - m_ahead;
    const bool jumped = std::abs(moved) > kJump;
    if (jumped)
        note(reading.running, moved);
    if (jumped || reading.running - m_since >= kHour) {
        m_ahead += jumped ? moved : std::clamp(moved, -kDrift, kDrift);
        m_since = reading.running;
    }
    std::erase_if(m_jumps, [&reading](const ClockJump &jump) { return reading.running - jump.at > kRemembered; });
    return reading;
}

Time CorrectedClock::corrected(const Reading &reading) const
{
    return m_server ? reading.running + *m_server : reading.wall;
}

Time CorrectedClock::now() const
{
    const std::lock_guard lock(m_mutex);
    return corrected(look());
}

// A clock turned back and forward again is right at last and was not in between: what counts is how far it was off.
Time CorrectedClock::jumped(Time at) const
{
    const std::lock_guard lock(m_mutex);
    const Reading reading = look();
    const Time from = reading.running - std::max<Time>(0, corrected(reading) - at) - kHour;
    Time sum = 0, most = 0;
    for (const ClockJump &jump : m_jumps) {
        if (jump.at < from)
            continue;
        sum += jump.by;
        if (std::abs(sum) > std::abs(most))
            most = sum;
    }
    return most;
}

ClockMemory CorrectedClock::memory() const
{
    const std::lock_guard lock(m_mutex);
    const Reading reading = look();
    return {m_machine.boot, reading.running, reading.wall, m_ahead, m_since, m_jumps};
}

void CorrectedClock::setOffset(Time ahead)
{
    const std::lock_guard lock(m_mutex);
    m_server = look().ahead() + ahead;
}

void CorrectedClock::setServer(Time ahead)
{
    const std::lock_guard lock(m_mutex);
    m_server = ahead;
}

// After another start of the computer nothing is left to hold the clock against but what it showed before: time does
// not go back.
void CorrectedClock::recall(const ClockMemory &before)
{
    const std::lock_guard lock(m_mutex);
    if (before.boot.isEmpty())
        return;
    m_jumps = before.jumps;
    if (before.boot == m_machine.boot) {
        m_ahead = before.ahead;
        m_since = before.since;
        look();
        return;
    }
    const Reading reading = read();
    const Time passed = std::max<Time>(0, reading.wall - before.wall);
    for (ClockJump &jump : m_jumps)
        jump.at += reading.running - before.running - passed;
    if (reading.wall < before.wall - kJump)
        note(reading.running, reading.wall - before.wall);
}

} // namespace updesk
