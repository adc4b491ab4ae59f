// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace updesk
{

/// A flag that is raised once, from any thread, and wakes whoever waits for a server meanwhile.
class Halt
{
public:
    Halt();
    ~Halt();
    Q_DISABLE_COPY_MOVE(Halt)
    void raise();
    bool isRaised() const;
    int descriptor() const { return m_descriptor; } ///< readable from then on; -1: the system had none left

private:
    int m_descriptor;
};

} // namespace updesk
