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

/// What was kept last, to figure on with; nothing: none was.
Result<std::optional<Pencil>> keptPencil(Database &database, LeadId lead);

} // namespace updesk
