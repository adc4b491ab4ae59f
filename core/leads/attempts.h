// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/leads/hours.h"

namespace updesk
{

inline constexpr int kMostAttempts = 8;

/// When to call again after a voicemail or no answer: first 4 h later (the next open morning when closed then), after
/// that the next open afternoon when the last call was in a morning, else the next open morning. `attempts` counts the
/// call at `calledAt` (UTC) too. 0: no more, by the outcome or after 8 attempts.
Time nextCall(int attempts, Outcome outcome, Time calledAt, const Hours &hours);

} // namespace updesk
