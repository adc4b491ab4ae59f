// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <QDateTime>

namespace updesk
{

Time SystemClock::now() const { return QDateTime::currentMSecsSinceEpoch(); }

SampleClock::SampleClock(Time start, int speed)
    : m_start(start), m_real(QDateTime::currentMSecsSinceEpoch()), m_speed(speed)
{
}

Time SampleClock::now() const { return m_start + (QDateTime::currentMSecsSinceEpoch() - m_real) * m_speed; }

} // namespace updesk
