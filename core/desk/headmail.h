// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/sendlane.h"
#include "core/desk/gateways.h"
#include "core/desk/session.h"

namespace updesk
{

/// The address that the heads of the history go to once a day; empty: to nobody.
Result<QString> historyMail(Database &database);
/// By a manager or above (Denied, subject role). Invalid (subject address): it is none; empty takes it away.
Result<DeedId> setHistoryMail(Session &session, const QString &address);

/// Mails the heads of the last night by the store's own mail account, once a day whoever hosts (sync.md 15). What the
/// mail server clearly refuses is tried again later; what it may have taken is not sent twice. True: a mail went.
/// Waits for servers.
Result<bool> mailHeads(Session &session, Gateways &gateways, SendLane &lane);

} // namespace updesk
