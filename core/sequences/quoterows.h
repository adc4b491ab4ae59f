// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/quote.h"
#include "core/store/database.h"

namespace updesk
{

/// The payment that was kept for a lead last; nothing: none was, or it cannot be read. By index.
Result<std::optional<KeptQuote>> newestQuote(Database &database, LeadId lead);

/// A payment that was kept, as it lies beside its line of the history.
struct PaymentRecord {
    Time at = 0;
    PersonId by;
    QString record;
    bool operator==(const PaymentRecord &) const = default;
};
/// The payments that were kept for a lead, newest first; at most `most`.
Result<std::vector<PaymentRecord>> paymentRecords(Database &database, LeadId lead, int most = 50);

} // namespace updesk
