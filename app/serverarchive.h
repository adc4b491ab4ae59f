// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "core/sync/serverarchive.h"

namespace updesk
{

/// `server backup --base`: a base backup into the folder of the third word, what is too old taken away, and what the
/// archive lacks said.
int backUpServerBase(const Command &command, const Pg::Options &options);

/// `server restore-drill --base`: from the folder of the third word and --archive. `tell` says what the check found.
int drillServerArchive(
    Command &command, const Pg::Options &options, const std::function<int(const ServerReport &, QJsonObject)> &tell);

} // namespace updesk
