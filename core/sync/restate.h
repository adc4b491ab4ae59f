// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

namespace updesk
{

/// The server was set back to an older copy, which may hold people again who were erased since: every desk of a manager
/// tells it once more of all erasures that it knows.
Result<void> wantRestated(Database &database);
/// As a deed of a manager who is signed in here; waits for one otherwise. To be called before the deeds are sent.
Result<void> restateErasures(Database &database, const Remote &remote, int store);

} // namespace updesk
