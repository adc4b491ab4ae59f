// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <functional>
#include <mutex>
#include <optional>

namespace updesk
{

/// The desk's clock. It notices when this computer's own is turned, by holding it against running() whenever it is
/// read. Once a shared server has said what time it is, time goes on evenly from there; a desk alone follows its
/// computer, whose clock may have been set right. Read and set from any thread.
class CorrectedClock final : public Clock
{
public:
    /// What a computer has: a clock that can be set, one that cannot, and the boot since which that one counts.
    struct Machine {
        const Clock *wall; ///< outlives the corrected one
        std::function<Time()> running;
        QString boot;
    };
    CorrectedClock(); ///< of this computer
    explicit CorrectedClock(Machine machine);

    Time now() const override;
    Time jumped(Time at) const override;
    ClockMemory memory() const override;
    const Clock &own() const { return *m_machine.wall; } ///< uncorrected

    void setOffset(Time ahead); ///< the server's time less this computer's, as both are now
    void setServer(Time ahead); ///< the server's time less running()
    /// What was known when a program last ran here: that its clock was turned since then is noticed as well.
    void recall(const ClockMemory &before);

private:
    struct Reading {
        Time wall = 0, running = 0;
        bool isSound = false; ///< both are of one moment
        Time ahead() const { return wall - running; }
    };
    Reading read() const;
    Reading look() const;
    void note(Time at, Time by) const;
    Time corrected(const Reading &reading) const;

    Machine m_machine;
    mutable std::mutex m_mutex;
    mutable Time m_ahead = 0, m_since = 0; ///< see ClockMemory
    mutable std::vector<ClockJump> m_jumps;
    std::optional<Time> m_server; ///< its time less running()
};

} // namespace updesk
