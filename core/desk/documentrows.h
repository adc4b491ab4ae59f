// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"
#include "core/leads/original.h"

namespace updesk
{

/// The document with these bytes, or with this Message-ID when it has one; null id: never seen.
Result<OriginalId> knownDocument(Database &database, const QString &sha256, const QString &messageId);
/// The bytes as they came, put together from their parts.
Result<QByteArray> documentBytes(Database &database, OriginalId original);
/// Whether a quarantine row stands for the document, in whatever state.
Result<bool> isQuarantined(Database &database, OriginalId original);

} // namespace updesk
