// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/correctedclock.h"
#include "core/sync/login.h"
#include "ui/shell/desksync.h"

namespace updesk
{

/// What the window shares its store over: everybody in `logins`, each over an own connection. Without any it waits
/// until somebody signs in. NotFound: the store belongs to no server. `clock` outlives the sharing; null: the session's
/// own.
Result<Sharing> sharingOf(Session &session, std::vector<Login> logins, CorrectedClock *clock);

/// Whoever just signed in and all others whose changes can go; a password just typed counts, not the one before.
std::vector<Login> loginsWith(const std::vector<Login> &before, const Login &entered);

} // namespace updesk
