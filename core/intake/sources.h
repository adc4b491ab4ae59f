// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/adfread.h"
#include "core/leads/leaddraft.h"

#include <vector>

namespace updesk
{

/// One line of the table that gives a source its canonical name. A pattern is found anywhere in the text, in any case,
/// whole words only unless it ends in "*"; one with a dot is a whole domain. An empty name keeps the text as it is.
struct SourcePattern {
    QString pattern;
    QString name;
    LeadType type = LeadType::ThirdParty;
    bool operator==(const SourcePattern &) const = default;
};

/// The table that UpDesk ships (resources/intake/sources.json).
const std::vector<SourcePattern> &defaultSourcePatterns();

/// The first pattern found in `text`, or nullptr.
const SourcePattern *findSource(const QString &text, const std::vector<SourcePattern> &patterns);

/// Sets draft.source, draft.providerText and draft.type from the source as it was written (empty: "Unknown").
void setSource(LeadDraft &draft, const QString &written, const std::vector<SourcePattern> &patterns);

/// The source a prospect names: provider, source of its id, the provider's address, else empty. `beside` is a provider
/// outside the prospect, or nullptr.
QString sourceIn(const AdfElement &prospect, const AdfElement *beside);

} // namespace updesk
