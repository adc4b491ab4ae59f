// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"

#include <array>
#include <span>

namespace updesk
{

/// What is worth knowing before a visit is booked (F76), in the order in which it is asked.
enum class Qualified : quint8 { Vehicle, Timeframe, Budget, Trade, Decider };
inline constexpr std::array kQualified{
    Qualified::Vehicle, Qualified::Timeframe, Qualified::Budget, Qualified::Trade, Qualified::Decider};

/// Which of them are known, one bit of 1 << Qualified each. Vehicle: a make and model or one of the stock. Budget: a
/// down payment, a way to pay or their own approval was stated; never a guess from who they are (FL-4). Trade: one is
/// named, or they said that there is none. Decider: a co-buyer is named, or they said who decides. None of them keeps a
/// visit from being booked.
int qualified(const Lead &lead, std::span<const LeadVehicle> wants, std::span<const LeadVehicle> trades);
/// Whether "no trade-in" holds: what is named, here or at another desk, is believed whenever it was said.
bool holdsNoTrade(const Lead &lead, bool tradeNamed);
/// Who decides: a co-buyer who is named does too.
Decides decidesOf(const Lead &lead);
constexpr bool isKnown(int qualified, Qualified what) { return (qualified >> int(what) & 1) != 0; }

} // namespace updesk
