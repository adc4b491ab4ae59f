// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sourceverbs.h"

#include "core/desk/deed.h"
#include "core/leads/sourcetables.h"

namespace updesk
{

Result<DeedId> setSourceKind(Session &session, SourceId source, SourceKind kind)
{
    if (kind >= SourceKind::Unknown)
        return Error{Error::Code::Invalid, QStringLiteral("kind"), {}};
    return doDeed(session, "source", {}, [&](Transaction &tx) -> Result<void> {
        const auto rules = rulebook(tx.database());
        const auto known = load(tx.database(), kSource, source.value);
        if (!rules || !known)
            return !rules ? rules.error() : known.error();
        if (!(*rules)->mayChangeRules(tx.by().who))
            return Error{Error::Code::Denied, QStringLiteral("person"), {}};
        Source changed = *known;
        changed.kind = kind;
        return known->kind == kind ? Result<void>() : apply(tx, set(kSource, *known, changed));
    });
}

} // namespace updesk
