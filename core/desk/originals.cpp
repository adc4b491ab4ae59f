// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/originals.h"

#include "core/desk/documentrows.h"

namespace updesk
{

Result<bool> keepOriginal(Transaction &tx, Original &row, const QByteArray &bytes)
{
    // Asked here where nobody else writes: another program may have taken the same bytes a moment ago.
    const auto known = knownBytes(tx.database(), row.sha256);
    if (!known)
        return known.error();
    if (!known->isNull()) {
        row.id = *known;
        return false;
    }
    const QByteArray name = "document " + row.sha256.toLatin1(); // the same rows at another desk of the store
    const auto removed = hasRow(tx.database(), kOriginal, tx.drawnId(name, 0));
    if (!removed)
        return removed.error();
    if (!*removed)
        tx.drawIdsOf(name);
    row.id = {tx.freshId()};
    row.arrived = tx.now();
    if (auto done = apply(tx, put(kOriginal, row)); !done)
        return done.error();
    int n = 0;
    for (qsizetype at = 0; at < bytes.size(); at += OriginalPart::kBytes) {
        const OriginalPart part{{tx.freshId()}, row.id, n++, {bytes.mid(at, OriginalPart::kBytes)}};
        if (auto done = apply(tx, put(kOriginalPart, part)); !done)
            return done.error();
    }
    return true;
}

Result<RowOnlyId> putQuarantine(
    Transaction &tx, OriginalId original, const QString &code, const QString &spotted, Quarantine::State state)
{
    Quarantine row;
    row.id = {tx.freshId()};
    row.original = original;
    row.code = code;
    row.spotted = spotted;
    row.state = state;
    row.at = tx.now();
    if (auto done = apply(tx, put(kQuarantine, row)); !done)
        return done.error();
    return row.id;
}

} // namespace updesk
