// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

namespace updesk
{

/// What becomes of a deed that was put aside (trouble.h) when somebody decides it. NotFound (subject deed): it is not
/// put aside, or not any more; TooNew and Damaged: this program cannot read it, so it stays as it is.

/// It goes with the next talk, whatever the server's schema is. One that is refused again is put aside again.
Result<void> retryDeed(Database &database, DeedId deed);

/// It is not to be: its rows come home as the server has them, what was keyed and the server does not have becomes
/// setbacks (why "given_up"), and it stays in the log for good without being sent or laid over a row again. Errors of
/// the server, as Remote has them, leave all as it was.
Result<void> giveUpDeed(Database &database, Remote &remote, int store, DeedId deed);
/// Whether bytes are among what is keyed: given up they stand in the log alone (core/desk/givenup.h lists them).
bool bringsDocument(std::span<const Op> ops);

} // namespace updesk
