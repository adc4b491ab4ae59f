// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace updesk
{

/// Milliseconds since 1970, UTC; 0 means "not yet".
using Time = qint64;

inline constexpr Time kSecond = 1000;
inline constexpr Time kMinute = 60 * kSecond;
inline constexpr Time kHour = 60 * kMinute;
inline constexpr Time kDay = 24 * kHour;

/// The only source of the time; rules never ask it, they take `now`.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock
{
public:
    Time now() const override;
};

/// Milliseconds that only go forward, also while the machine sleeps: for how long something may still be done.
Time running();

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
