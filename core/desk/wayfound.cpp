// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/wayfound.h"

#include "core/desk/bookings.h"
#include "core/desk/enrol.h"
#include "core/desk/firststep.h"
#include "core/desk/otherplans.h"
#include "core/leads/attempts.h"
#include "core/leads/leadnowstore.h"
#include "core/store/apply.h"

namespace updesk
{

Result<void> goOnByWayFound(Transaction &tx, LeadId id)
{
    const auto lead = load(tx.database(), kLead, id.value);
    const auto now = leadNowOf(tx.database(), id);
    if (!lead || !now)
        return !lead ? lead.error() : now.error();
    if (lead->closed != Closed::Open || now->nextTask.isNull() || now->nextKind != Task::Kind::FindContact)
        return {};
    const auto step = firstStep(tx.database(), *lead);
    const auto planned = load(tx.database(), kTask, now->nextTask.value);
    if (!step || !planned)
        return !step ? step.error() : planned.error();
    if (step->kind == Task::Kind::FindContact || step->kind == Task::Kind::Decide)
        return {};
    Task done = *planned;
    done.dropped = int(Dropped::Replaced);
    if (auto dropped = apply(tx, set(kTask, *planned, done)); !dropped)
        return dropped;
    const auto own = isFollowed(tx.database(), id);
    const auto followed = own && !*own ? isFollowedBeside(tx, id) : own;
    const auto begun = !followed ? followed : *followed ? Result<bool>(false) : enrolAtCapture(tx, *lead);
    if (!begun || *begun)
        return begun ? Result<void>() : begun.error();
    Task next = *step;
    next.id = {tx.freshId()};
    next.lead = id;
    next.due = planned->due;
    next.attempt = std::max(planned->attempt, 1);
    next.attempts = kMostAttempts;
    return apply(tx, put(kTask, next));
}

} // namespace updesk
