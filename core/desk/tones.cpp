// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/tones.h"

#include "core/desk/deed.h"
#include "core/desk/suspicion.h"
#include "core/leads/lead.h"
#include "core/leads/tonerows.h"

namespace updesk
{

Result<DeedId> takeToneOff(Session &session, LeadId id)
{
    return doDeed(session, "tone_off", {id}, [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        const auto waits = lead ? waitingTone(tx.database(), id) : Result<WaitingTone>(lead.error());
        if (!waits)
            return waits.error();
        if (waits->tone == 0)
            return Error{Error::Code::NotFound, QStringLiteral("tone"), {}};
        Activity row = changeOf(tx, lead->customer, Activity::Code::ToneTakenOff, {}, id);
        row.at = std::max(row.at, waits->newest); // of a desk whose clock is ahead
        return apply(tx, put(kActivity, row));
    });
}

} // namespace updesk
