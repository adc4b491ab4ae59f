// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"
#include "core/leads/original.h"

namespace updesk
{

/// The document with these bytes; null id: never seen.
Result<OriginalId> knownBytes(Database &database, const QString &sha256);
/// The mails with this Message-ID; none without one.
Result<std::vector<OriginalId>> knownMails(Database &database, const QString &messageId);
/// The bytes as they came, put together from their parts.
Result<QByteArray> documentBytes(Database &database, OriginalId original);
/// Whether a quarantine row stands for the document, in whatever state.
Result<bool> isQuarantined(Database &database, OriginalId original);
/// The quarantine rows of the document that made no lead yet.
Result<std::vector<RowOnlyId>> unreadRows(Database &database, OriginalId original);
/// Whether a call from this number waits in the tray for a person.
Result<bool> isCallerWaiting(Database &database, const QString &number);
/// Whether a person made a lead from the document by hand.
Result<bool> wasKeyedByHand(Database &database, OriginalId original);

} // namespace updesk
