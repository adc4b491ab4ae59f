// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/erasure.h"
#include "core/store/database.h"

namespace updesk
{

/// A number (E.164) or mail address as a keyed hash, 64 hex digits: BLAKE2b keyed with the salt. Of a mail address its
/// matching form counts, so that dots and +tags hide nobody. Empty for an empty address.
QString suppressionHash(const QString &address, const QString &salt);

/// The salt of this store, or a fresh one when nobody was erased yet.
Result<QString> suppressionSalt(Database &database);

/// When somebody with this number or address was last erased; 0: nobody.
Result<Time> suppressedAt(Database &database, const QString &address);

} // namespace updesk
