// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// What every file of the program is opened with: all synced tables, all derivations, the migrations.
Database::Setup deskSetup(const Clock &clock);

} // namespace updesk
