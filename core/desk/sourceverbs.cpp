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
    const auto known = load(session.database(), kSource, source.value);
    if (!known)
        return known.error();
    if (known->kind == kind)
        return DeedId{};
    return doDeed(session, "source", {}, [&](Transaction &tx) {
        Source changed = *known;
        changed.kind = kind;
        return apply(tx, set(kSource, *known, changed));
    });
}

} // namespace updesk
