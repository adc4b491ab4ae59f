// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/original.h"
#include "core/store/apply.h"

namespace updesk
{

/// What became of a row of the quarantine; `lead` is null when nothing did.
Result<void> settleQuarantine(Transaction &tx, RowOnlyId row, Quarantine::State state, LeadId lead);
/// Whether a row of the quarantine became a lead, or part of a lead's history, and that lead was not taken back.
Result<bool> hasBecomeLead(Database &database, RowOnlyId row);

} // namespace updesk
