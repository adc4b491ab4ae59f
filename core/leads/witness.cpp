// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/witness.h"

#include "core/leads/activity.h"

namespace updesk
{

std::optional<Change> witnessClock(const Clock &clock, const Op &put)
{
    static const int kAt = kActivity.find("at"), kJump = kActivity.find("clock_jump");
    if (put.table != &kActivity)
        return std::nullopt;
    Time at = clock.now();
    for (const Change &change : put.changes) {
        if (change.column == kJump)
            return std::nullopt;
        if (change.column == kAt)
            at = std::get<qint64>(change.after);
    }
    const Time jump = clock.jumped(at);
    return jump == 0 ? std::nullopt : std::optional(Change{kJump, qint64(jump / kSecond), {}});
}

} // namespace updesk
