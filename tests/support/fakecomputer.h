// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/correctedclock.h"
#include "tests/support/fakeclock.h"

namespace updesk
{

/// A computer whose clock the test turns, and the desk's clock on it as each start of the program makes it.
class FakeComputer
{
public:
    FakeComputer() { start(); }
    void pass(Time time) ///< also asleep
    {
        wall.advance(time);
        m_running += time;
    }
    void turn(Time by) { wall.advance(by); }
    /// The program ends; another begins, knowing what the first one kept.
    void start(const ClockMemory &before = {})
    {
        clock = std::make_unique<CorrectedClock>(CorrectedClock::Machine{&wall, [this] { return m_running; }, boot});
        clock->recall(before);
    }
    /// Off, and on again after so long.
    void reboot(Time off)
    {
        wall.advance(off);
        m_running = 40 * kSecond;
        boot += u'+';
    }
    Time jumped() const { return clock->jumped(clock->now()); }

    FakeClock wall;
    QString boot = QStringLiteral("boot");
    std::unique_ptr<CorrectedClock> clock;

private:
    Time m_running = 3 * kHour;
};

/// This computer as it was before somebody turned its clock by so much: kept in a file, the next program there notices.
class TurnedClock final : public Clock
{
public:
    explicit TurnedClock(Time by) : m_by(by) { }
    Time now() const override { return m_now.now() - m_by; }
    ClockMemory memory() const override
    {
        ClockMemory before = m_now.memory();
        before.wall -= m_by;
        before.ahead -= m_by;
        return before;
    }

private:
    CorrectedClock m_now;
    Time m_by;
};

} // namespace updesk
