// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/delivery.h"
#include "core/intake/parse.h"

namespace updesk
{

/// The leads of a text that holds ADF, or why there are none.
struct AdfResult {
    QLatin1String error; ///< empty when there is at least one draft
    std::vector<LeadDraft> drafts;
    QStringList warnings; ///< of the file: partial_file, prospect_rejected, duplicate_in_file

    /// True when the text holds ADF at all, readable or not.
    bool isAdf() const;
};

/// Reads all documents in the text; damaged prospects are left out and the good ones kept.
AdfResult readAdfText(const QString &text, const ParseContext &context, const Delivery &delivery);

} // namespace updesk
