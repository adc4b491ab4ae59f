// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/nightstore.h"
#include "core/desk/notices.h"
#include "core/desk/session.h"

#include <span>

namespace updesk
{

/// By what the night keeps that it has told something, and when it did so.
struct ToldMark {
    Result<void> (*keep)(Database &, int);
    int when = 0;
};
/// Tells each of these people at this desk the same, and keeps that it was told: both or neither.
Result<void> tellAtNight(
    Session &session, std::span<const PersonId> whom, Notice::Kind kind, int count, const ToldMark &mark);

} // namespace updesk
