// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/showroomverbs.h"

#include "core/desk/arrivals.h"
#include "core/desk/deed.h"

namespace updesk
{

static Error gone() { return {Error::Code::Invalid, QStringLiteral("left"), {}}; }

Result<DeedId> reachStep(Session &session, RowOnlyId id, VisitStep step)
{
    return doDeed(session, "visit_step", {}, [&](Transaction &tx) -> Result<void> {
        const auto visit = load(tx.database(), kVisit, id.value);
        if (!visit)
            return visit.error();
        if (visit->left > 0)
            return gone();
        if ((*visit).*momentOf(step) > 0)
            return {};
        Visit further = *visit;
        further.*momentOf(step) = tx.now();
        if (further.greeted == 0) // nobody drives with a visitor whom they have not met
            further.greeted = tx.now();
        if (further.person.isNull())
            further.person = tx.by().who;
        return apply(tx, set(kVisit, *visit, further));
    });
}

Result<DeedId> departVisit(Session &session, RowOnlyId id)
{
    return doDeed(session, "depart", {}, [&](Transaction &tx) -> Result<void> {
        const auto visit = load(tx.database(), kVisit, id.value);
        if (!visit)
            return visit.error();
        return visit->left > 0 ? Result<void>() : writeDeparted(tx, *visit, tx.now());
    });
}

Result<DeedId> departForgotten(Session &session, std::span<const RowOnlyId> visits)
{
    return doDeed(session, "depart", {}, [&](Transaction &tx) -> Result<void> {
        const auto rules = rulebook(tx.database());
        if (!rules)
            return rules.error();
        for (const RowOnlyId &id : visits) {
            const auto visit = load(tx.database(), kVisit, id.value);
            if (!visit && visit.error().code == Error::Code::NotFound)
                continue; // taken back meanwhile
            if (!visit)
                return visit.error();
            if (!isForgotten(*visit, (*rules)->showroom, tx.now()))
                continue;
            if (auto done = writeDeparted(tx, *visit, closingAfter(*visit, (*rules)->showroom)); !done)
                return done;
        }
        return {};
    });
}

} // namespace updesk
