// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/lead.h"

#include <optional>

namespace updesk
{

/// What a customer says of the purchase before a visit is booked (F76); nothing: it stays as it is.
struct BuyerFacts {
    std::optional<bool> noTrade{};
    std::optional<Decides> decides{};
    bool operator==(const BuyerFacts &) const = default;
};

/// "" (not known), "alone" or "others".
QString decidesCode(Decides decides);

/// Writes them on the lead, in one deed with a line in the history. Null deed: nothing differs. Invalid: no_trade, a
/// trade-in is named; decides, a co-buyer is. NotFound: no such lead.
Result<DeedId> sayBuyerFacts(Session &session, LeadId lead, const BuyerFacts &facts);

/// A vehicle came to be known that they may trade in: "no trade-in" holds no more on the lead, or on all open leads of
/// the customer, and is asked again. The history tells it.
Result<void> dropNoTrade(Transaction &tx, LeadId lead);
Result<void> dropNoTrade(Transaction &tx, CustomerId customer);

} // namespace updesk
