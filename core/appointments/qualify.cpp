// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/qualify.h"

#include <algorithm>

namespace updesk
{

int qualified(const Lead &lead, std::span<const LeadVehicle> wants, std::span<const LeadVehicle> trades)
{
    int known = 0;
    const auto note = [&known](Qualified what, bool is) { known |= int(is) << int(what); };
    note(Qualified::Vehicle, std::ranges::any_of(wants, [](const LeadVehicle &want) {
        return !want.stock.isEmpty() || !want.vin.isEmpty() || (!want.make.isEmpty() && !want.model.isEmpty());
    }));
    note(Qualified::Timeframe, lead.timeframeDays >= 0);
    note(Qualified::Budget, lead.downPayment > 0 || lead.preApproved || !lead.financeMethod.trimmed().isEmpty());
    note(Qualified::Trade, !trades.empty() || lead.noTrade);
    note(Qualified::Decider, decidesOf(lead) != Decides::Unknown);
    return known;
}

bool holdsNoTrade(const Lead &lead, bool tradeNamed) { return lead.noTrade && !tradeNamed; }

Decides decidesOf(const Lead &lead) { return lead.coBuyer.isNull() ? lead.decides : Decides::Others; }

} // namespace updesk
