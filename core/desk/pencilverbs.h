// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/equity/pencil.h"

namespace updesk
{

/// Keeps a payment that was figured for a lead as a line of its history: from then on messages may say {payment}, that
/// of the first term, for as long as it is so. Invalid with subject pencil: there is no payment in these numbers.
/// Denied with subject lead: the lead is closed.
Result<DeedId> keepPencil(Session &session, LeadId lead, const Pencil &pencil);

/// Keeps a lease in the same way. Messages do not say it: from then on {payment} says nothing, until a loan is kept
/// again.
Result<DeedId> keepPencil(Session &session, LeadId lead, const LeasePencil &pencil);

/// What was kept for a lead, the newest of each kind, to figure on with.
struct KeptPencils {
    std::optional<Pencil> loan;
    std::optional<LeasePencil> lease;
    bool leaseLast = false; ///< the lease was kept after the loan, or no loan was
    Time at = 0; ///< of the newest; 0: nothing was kept
    PersonId by; ///< who kept that
    bool operator==(const KeptPencils &) const = default;
};
Result<KeptPencils> keptPencils(Database &database, LeadId lead);
/// Of these the loan; nothing: none was kept.
Result<std::optional<Pencil>> keptPencil(Database &database, LeadId lead);

/// The lease that a line of the history keeps; nothing: it keeps a loan, or no lease has these numbers.
std::optional<LeasePencil> leaseKeptIn(const QString &record);

} // namespace updesk
