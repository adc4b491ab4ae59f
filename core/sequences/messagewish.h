// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/message.h"

#include <optional>

namespace updesk
{

/// What a wish makes of a message that stands so, as the server's msg_guard() has it; nothing: it stands where that
/// cannot be done. Pure.
std::optional<QString> wished(const Message &message, MessageWish wish);

/// The message once somebody wishes `now` who wished `before` (None: nothing, or it is taken back): its state, why, and
/// when it may leave. Nothing: as above. Pure.
std::optional<Message> afterWish(const Message &message, MessageWish before, MessageWish now, Time at);

} // namespace updesk
