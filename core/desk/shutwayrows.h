// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "core/store/database.h"

namespace updesk
{

/// Why nothing leaves by one way out.
struct ShutWay {
    QString why; ///< a code as Message::why, or "no_channel"; empty: it is open, as far as is known here
    Time until = 0; ///< it is tried again by then, and this no longer says anything; 0: until somebody sets it up
    bool operator==(const ShutWay &) const = default;
};
struct ShutWays {
    ShutWay mail, text;
    const ShutWay &of(Channel channel) const { return channel == Channel::Email ? mail : text; }
    bool operator==(const ShutWays &) const = default;
};

/// What the store's messages tell of its ways out at any desk, also at one that does not send: what the last one met
/// that could not be handed over, while none has left since. By index.
Result<ShutWays> shutWays(Database &database, Time now);

} // namespace updesk
