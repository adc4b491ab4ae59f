// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/parse.h"

#include <optional>

namespace updesk
{

/// A mail as far as labels are concerned.
struct LabelMail {
    QString body; ///< plain text, cells as tabs
    QString subject, sender, replyTo;
    QStringList recipients;
    Time sent = 0;
    bool bulk = false;
    bool answers = false; ///< it answers another mail, whose quotation is no new lead
};

/// The lead in a mail of labels, by the generic reader or a provider's own; nothing when the mail is none.
std::optional<LeadDraft> labelLead(const LabelMail &mail, const ParseContext &context);

} // namespace updesk
