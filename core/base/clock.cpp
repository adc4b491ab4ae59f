// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <QDateTime>
#include <QSysInfo>

#include <ctime>

namespace updesk
{

Time SystemClock::now() const { return QDateTime::currentMSecsSinceEpoch(); }

// Not QElapsedTimer: its clock stands still while a notebook sleeps, and a host that wakes would take itself for one.
Time running()
{
#ifdef CLOCK_BOOTTIME
    constexpr clockid_t kRunning = CLOCK_BOOTTIME;
#else
    constexpr clockid_t kRunning = CLOCK_MONOTONIC;
#endif
    timespec at{};
    ::clock_gettime(kRunning, &at);
    return Time(at.tv_sec) * kSecond + Time(at.tv_nsec) / 1'000'000;
}

QString bootOfMachine() { return QString::fromLatin1(QSysInfo::bootUniqueId()); }

SampleClock::SampleClock(Time start, int speed)
    : m_start(start), m_real(QDateTime::currentMSecsSinceEpoch()), m_speed(speed)
{
}

Time SampleClock::now() const { return m_start + (QDateTime::currentMSecsSinceEpoch() - m_real) * m_speed; }

} // namespace updesk
