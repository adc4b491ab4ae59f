// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/correctedclock.h"
#include "core/store/database.h"

namespace updesk
{

/// Tells the clock, before anything is written by it, what this desk's file knows: how this computer's clock stood when
/// a program last ran here, and what time it is at the server. Errors of the file; the clock is then as it was.
Result<void> recallClock(Database &database, CorrectedClock &clock);

/// Puts what the clock must know the next time into the file, when the file does not know yet that it was turned, and
/// else every few minutes. Errors of the file: what it holds still shows the next program that the clock was turned.
enum class KeepClock : quint8 { WhenNeeded, Now };
Result<void> keepClock(Database &database, const Clock &clock, KeepClock when = KeepClock::WhenNeeded);

} // namespace updesk
