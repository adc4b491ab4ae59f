// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/correctedclock.h"
#include "core/base/secrets.h"
#include "ui/shell/desksync.h"

namespace updesk
{

/// What the window shares its store over: everybody whose password this computer keeps, each over an own connection.
/// Where it keeps none, the window says that somebody has to sign in. The passwords are read on the sync thread.
/// NotFound: the store belongs to no server. `clock` outlives the sharing; null: the session's own.
Result<Sharing> sharingOf(Session &session, std::shared_ptr<Secrets> secrets, CorrectedClock *clock);

} // namespace updesk
