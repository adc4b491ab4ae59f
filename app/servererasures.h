// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "core/sync/pg.h"

namespace updesk
{

/// `server erasures URL FILE`: brings the list of who was erased, which is kept outside the backups, up to date; with
/// --replay erases those again whom a restored server still holds.
int serverErasures(const Command &command, const Pg::Options &options);

} // namespace updesk
