// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "core/sync/syncer.h"

namespace updesk
{

/// What the commands share that talk to the server as a person. Each says what is wrong by itself.
int talkFailed(const Error &error);
/// The first line of --password-file; nothing: said so.
std::optional<QString> passwordFrom(Command &command);
/// The bytes of the file that --ca names; empty without it; nothing: said so.
std::optional<QByteArray> authorityFrom(Command &command);
void tellTalk(const Command &command, const Exchanged &done);

/// `sync --status`.
int syncStatus(Command &command);

} // namespace updesk
