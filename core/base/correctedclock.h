// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace updesk
{

/// This computer's clock set right by what the shared server says of the time. Read and set from any thread.
class CorrectedClock final : public Clock
{
public:
    explicit CorrectedClock(Time offset = 0) : m_offset(offset) { }
    Time now() const override { return m_own.now() + m_offset; }
    const Clock &own() const { return m_own; } ///< uncorrected
    void setOffset(Time offset) { m_offset = offset; }

private:
    SystemClock m_own;
    std::atomic<Time> m_offset;
};

} // namespace updesk
