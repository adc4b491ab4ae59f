// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/op.h"

namespace updesk
{

/// What a new activity says of the clock of the computer that writes it (Activity::clockJump); nothing for other rows,
/// while the clock was left alone, and for a row that says so already.
std::optional<Change> witnessClock(const Clock &clock, const Op &put);

} // namespace updesk
