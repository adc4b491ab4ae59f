// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// What the file of a desk that joins is made with, its key too, which KeyPlace keeps. Asks the key store, which may
/// wait for its user: not on a window's thread.
Result<Database::Setup> newDeskSetup(const QString &file, const Clock &clock, const QString &keyFile = {});

} // namespace updesk
