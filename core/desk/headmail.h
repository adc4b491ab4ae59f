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

/// The mail of the last night's heads by the store's own mail account, once a day whoever hosts (sync.md 15): it is
/// asked for to be handed over; nothing: none is to go. May wait for the lane's server.
Result<Gateways::Handing> headsToMail(Session &session, Gateways &gateways, SendLane &lane);
/// What the mail server clearly refused is tried again later; what it may have taken is not sent twice.
Result<void> headsMailed(SendLane &lane, const HandOver &over);

} // namespace updesk
