// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace updesk
{

/// A clock that stands still until the test moves it.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(Time start = 1'773'324'000'000) // Thursday 12 March 2026, 10:00 in New York
        : m_now(start)
    {
    }
    Time now() const override { return m_now; }
    Time jumped(Time) const override { return m_jumped; }
    void advance(Time by) { m_now += by; }
    void set(Time now) { m_now = now; }
    void setJumped(Time by) { m_jumped = by; } ///< as if the computer's clock had just been turned

private:
    Time m_now;
    Time m_jumped = 0;
};

} // namespace updesk
