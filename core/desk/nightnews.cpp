// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/nightnews.h"

namespace updesk
{

Result<void> tellAtNight(
    Session &session, std::span<const PersonId> whom, Notice::Kind kind, int count, const ToldMark &mark)
{
    auto tx = Transaction::begin(session.database(), session.by());
    if (!tx)
        return tx.error();
    for (const PersonId &person : whom) {
        if (auto done = tell(*tx, {0, person, kind, tx->now(), {}, {}, count}); !done)
            return done;
    }
    if (auto kept = mark.keep(session.database(), mark.when); !kept)
        return kept;
    if (auto done = tx->commit(); !done)
        return done;
    session.tellNotices();
    return {};
}

} // namespace updesk
