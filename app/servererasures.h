// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "core/sync/serverbackup.h"

namespace updesk
{

/// `server erasures URL FILE`: brings the list of who was erased, which is kept outside the backups, up to date; with
/// --replay erases those again whom a restored server still holds.
int serverErasures(const Command &command, const Pg::Options &options);

/// What a restore drill found of who was erased: adds it to `json` and says it; ExitFaults when something is left.
int tellErased(const Command &command, const RestoreDrill &drill, QJsonObject &json);

} // namespace updesk
