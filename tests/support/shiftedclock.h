// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace updesk
{

/// This computer's clock, turned so that it is another hour in the store.
class ShiftedClock final : public Clock
{
public:
    explicit ShiftedClock(Time by) : m_by(by) { }
    Time now() const override { return m_real.now() + m_by; }

private:
    SystemClock m_real;
    Time m_by;
};

} // namespace updesk
