// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <vector>

namespace updesk
{

/// Milliseconds since 1970, UTC; 0 means "not yet".
using Time = qint64;

inline constexpr Time kSecond = 1000;
inline constexpr Time kMinute = 60 * kSecond;
inline constexpr Time kHour = 60 * kMinute;
inline constexpr Time kDay = 24 * kHour;

/// This computer's clock was turned, by hand or by a program; no drift moves it so.
struct ClockJump {
    Time at = 0; ///< by running(): when it was noticed
    Time by = 0; ///< forward; below 0: back
    bool operator==(const ClockJump &) const = default;
};

/// What a clock must know again when its program is started the next time. No boot: nothing.
struct ClockMemory {
    QString boot; ///< running() goes on only within it
    Time running = 0, wall = 0; ///< the moment this was true, by both clocks
    Time ahead = 0; ///< wall clock less running(), with which later ones are compared
    Time since = 0; ///< by running(): since when
    std::vector<ClockJump> jumps; ///< of the last day, in order
    bool operator==(const ClockMemory &) const = default;
};

/// The only source of the time; rules never ask it, they take `now`.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
    /// By how much at most this computer's clock was turned between an hour before `at` and now, below 0 back; 0: not.
    virtual Time jumped(Time /*at*/) const { return 0; }
    virtual ClockMemory memory() const { return {}; }
};

class SystemClock final : public Clock
{
public:
    Time now() const override;
};

/// Milliseconds that only go forward, also while the machine sleeps and whatever the clock is set to: for how long
/// something may still be done.
Time running();
/// The start of this computer since which running() counts; empty when the system does not tell.
QString bootOfMachine();

/// Starts at a chosen moment and runs `speed` times as fast as the world. Only for sample stores.
class SampleClock final : public Clock
{
public:
    explicit SampleClock(Time start, int speed = 1);
    Time now() const override;

private:
    Time m_start;
    Time m_real;
    int m_speed;
};

/// Hybrid clock: milliseconds << 16 | counter. Never behind what this desk has written or pulled.
using Hlc = qint64;

constexpr Hlc nextHlc(Hlc last, Time now) { return std::max(last + 1, now << 16); }
constexpr Time timeOf(Hlc hlc) { return hlc >> 16; }

} // namespace updesk
