// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"
#include "core/intake/parse.h"
#include "core/leads/original.h"

namespace updesk
{

/// A document on its way in.
struct Document {
    QByteArray bytes;
    QString name, sha256;
    qint64 bytesTotal = 0;
    Parsed parsed;
    OriginalId original;
    std::vector<OriginalId> earlier; ///< the same mail as it came before, with other bytes
    bool seenBefore = false;
    Id import; ///< of the call that it is part of; null: an import of its own
};

/// Its row in the quarantine.
Result<RowOnlyId> writeQuarantine(
    Transaction &tx, const Document &document, const QString &code, Quarantine::State state);

/// Some of the document was read and some was not: the rest waits for a person beside its bytes.
Result<void> keepRest(Session &session, Document &document, const QString &code);
/// What stood in the tray for the document has been read now, and its leads say so. `whole`: no part of it still waits.
Result<void> settleRead(Session &session, const Document &document, const std::vector<Captured> &captured, bool whole);
/// Whether a lead of the document was taken back and not read anew since.
Result<bool> isTakenBack(Database &database, const Document &document);
/// What a person took back does not come back by itself: it waits for one who wants it, unless somebody has already put
/// it away.
Result<void> keepTakenBack(Session &session, const Document &document, IntakeResult &result);

} // namespace updesk
