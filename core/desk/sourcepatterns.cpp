// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sourcepatterns.h"

namespace updesk
{

// What UpDesk ships knows the sender by the pattern, or the source by the name that the store gave it.
static const SourcePattern *shippedFor(const QString &pattern, const QString &name)
{
    const QString words = pattern.endsWith(u'*') ? pattern.chopped(1) : pattern;
    if (const SourcePattern *shipped = findSource(words, defaultSourcePatterns()))
        return shipped;
    return findSource(name, defaultSourcePatterns());
}

static LeadType typeOf(const QString &pattern, const Source &source)
{
    switch (source.kind) {
    case SourceKind::Referral:
        return LeadType::Referral;
    case SourceKind::Repeat:
        return LeadType::Repeat;
    case SourceKind::Equity:
        return LeadType::Equity;
    case SourceKind::FirstParty:
    case SourceKind::ThirdParty:
    case SourceKind::Unknown:
        break; // these say what a lead costs, not whether it came by chat
    }
    if (const SourcePattern *shipped = shippedFor(pattern, source.name))
        return shipped->type;
    return source.kind == SourceKind::ThirdParty ? LeadType::ThirdParty : LeadType::Web;
}

std::vector<SourcePattern> storePatterns(const Rulebook &rules)
{
    std::vector<SourcePattern> patterns;
    for (const SourcePatternRow &row : rules.patterns) {
        if (const Source *source = rules.source(row.source))
            patterns.push_back({row.pattern, source->name, typeOf(row.pattern, *source)});
    }
    return patterns;
}

} // namespace updesk
