// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/unanswered.h"

#include "core/desk/notices.h"
#include "core/leads/leadnowstore.h"

namespace updesk
{

Result<void> tellIfUnanswered(Transaction &tx, const Lead &lead, Closed how)
{
    if (!isNeverAnswered(how))
        return {};
    if (auto derived = tx.derive(); !derived) // the call that closes it may be the answer
        return derived;
    const auto now = leadNowOf(tx.database(), lead.id);
    const auto rules = rulebook(tx.database());
    if (!now || !rules)
        return !now ? now.error() : rules.error();
    if (now->clock != LeadNow::Running)
        return {};
    for (const Person &person : (*rules)->people) {
        if (!person.active || person.role != Role::Manager || person.id == tx.by().who)
            continue;
        const Notice notice{0, person.id, Notice::Kind::ClosedUnanswered, tx.now(), lead.id, tx.by().who, 1, false};
        if (auto told = tell(tx, notice); !told)
            return told;
    }
    return {};
}

} // namespace updesk
