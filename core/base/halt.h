// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtGlobal>

namespace updesk
{

/// A flag that is raised from any thread and wakes whoever waits for a server meanwhile.
class Halt
{
public:
    Halt();
    ~Halt();
    Q_DISABLE_COPY_MOVE(Halt)
    void raise(); ///< from a signal handler too
    void lower(); ///< for the next piece of work, by whoever heeds it
    bool isRaised() const;

private:
    friend class Heeding;
    int m_descriptor; ///< readable while it is raised; -1: the system had none left
};

/// While one lives, what its thread asks of a server ends as Offline once the halt is raised: for whoever must not wait
/// until a call's patience is over.
class Heeding
{
public:
    explicit Heeding(const Halt &halt);
    ~Heeding();
    Q_DISABLE_COPY_MOVE(Heeding)
    static int descriptor(); ///< of what this thread heeds, readable once it is raised; -1: it heeds none
    static bool isHalted();
    static Error halted(); ///< what then ends

private:
    int m_before;
};

} // namespace updesk
