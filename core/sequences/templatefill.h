// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/handclaims.h"
#include "core/sequences/template.h"
#include "core/sequences/templatevalues.h"

#include <vector>

namespace updesk
{

/// A live field that a message has said, with the moment at which it was so (F62).
struct LiveClaim {
    TemplateField field = TemplateField::Count;
    QString value;
    Time asOf = 0;
    bool operator==(const LiveClaim &) const = default;
};

/// A message for one lead, or why there is none.
struct FilledMessage {
    QString subject, body, rich; ///< empty when it cannot be sent: there is never one with a hole
    QString footer; ///< of an e-mail: cannot be taken off, stands under both bodies
    QStringList unfilled; ///< names of fields without a value or a fallback, and of unknown ones
    std::vector<HandClaim> untrue; ///< typed words that the rows do not bear out
    bool falseReply = false; ///< its subject would read as an answer
    bool broken = false; ///< it is not written as a template is
    std::vector<LiveClaim> claims; ///< kept with the message
    bool isReady() const { return unfilled.isEmpty() && untrue.empty() && !falseReply && !broken; }
    bool operator==(const FilledMessage &) const = default;
};

/// Fills a template with the values of a lead in the template's language. Values go in once, as they are: braces in
/// somebody's name are no field, and in the rich body they are no markup.
FilledMessage fill(const Template &row, const TemplateValues &values);

/// The same of words that a person says, who may speak of a rebate: where a field has no value there are three dots,
/// for a person fills them. Only what is not true leaves nothing.
FilledMessage fillSpoken(const QString &words, const TemplateValues &values);

} // namespace updesk
