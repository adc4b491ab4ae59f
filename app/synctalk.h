// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "core/sync/login.h"
#include "core/sync/syncer.h"

namespace updesk
{

/// What the commands share that talk to the server as a person. Each says what is wrong by itself.
int talkFailed(const Error &error);
/// The first line of --password-file; nothing: said so.
std::optional<QString> passwordFrom(Command &command);
/// The bytes of the file that --ca names; empty without it; nothing: said so.
std::optional<QByteArray> authorityFrom(Command &command);
/// Whom the server shuts out comes in by nothing that was kept at this desk, as in the window (forgetRefused()).
Result<void> forgetShutOut(Command &command, const Login &login, const Error &error);
void tellTalk(Command &command, const Exchanged &done);

/// `sync --status`.
int syncStatus(Command &command);

} // namespace updesk
