// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/mailin.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/waymark.h"

namespace updesk
{

/// Stores one mail of a mailbox: whole ones as a dropped file is (leads, replies, reports, the tray). Of one that did
/// not come whole the header waits in the tray, so that a person looks it up at the server; one that is larger than a
/// document may be is among them. The same mail again changes nothing. `folder` is for people. Errors are the store's.
Result<IntakeResult> takeMail(Session &session, const QString &folder, const FetchedMail &mail);

/// Whether it came whole and may be marked or moved at the server.
bool isWhole(const FetchedMail &mail);

/// Whether a mail that comes a second time, because its mailbox was numbered anew, is from before reading began there
/// and was never taken: it is not taken now.
Result<bool> isFromBefore(Database &database, const MailMark &mark, const FetchedMail &mail);

} // namespace updesk
