// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/gate.h"
#include "core/sequences/template.h"
#include "core/store/database.h"

namespace updesk
{

/// What a message of this occasion is for the legal gate when the program sends it. What only answers or thanks
/// informs; what is about a visit that is agreed on serves that visit and stays free of offers (EM-5); all else wants
/// something of the customer and advertises, also a word to somebody who did not come.
constexpr Purpose purposeOf(Occasion occasion)
{
    if (isTransactional(occasion))
        return Purpose::Transactional;
    const bool informs = occasion == Occasion::Acknowledgement || occasion == Occasion::SoldThanks;
    return informs ? Purpose::Informational : Purpose::Marketing;
}

/// The purpose of the templates of this key, whatever the language: of several the strictest. Marketing: there is none.
/// Kept with the connection until a setting changes.
Result<Purpose> purposeOfTemplate(Database &database, const QString &key);

} // namespace updesk
