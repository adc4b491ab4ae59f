// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// Judges the file by its own marks before anything is written to it, then takes it up to the newest step, each step
/// whole or not at all; before the first one a backup `<file>.version-<n>` is made. One program climbs at a time.
/// Damaged, TooNew, Busy, Denied, or what a step failed with.
Result<void> climb(Database &database, Database::Open mode);

} // namespace updesk
