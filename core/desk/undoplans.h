// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/store/apply.h"

#include <vector>

namespace updesk
{

/// A plan that the deed of `ops` began, and that has gone on since so that undo left it alone, goes on no more: what is
/// open of it is dropped, what was done stays. With its lead all of it goes. It is no longer among what was kept.
Result<void> stopUndonePlans(Transaction &tx, const std::vector<Op> &ops, std::vector<Kept> &kept);

/// A plan that the deed of `ops` had ended, and that its undo has set going again, ends again where somebody else has
/// ended it too, or what has happened since would; it is among what was kept then, by its state.
Result<void> endAgain(Transaction &tx, const std::vector<Op> &ops, std::vector<Kept> &kept);

/// A call back that was agreed on is no more: the rounds look at what it held of this lead, which they passed over.
Result<void> lookAtPlans(Transaction &tx, LeadId lead);
/// The deed of `ops` that was taken back had agreed on a call back: the rounds look at what it held of these leads.
Result<void> releasePlans(Transaction &tx, const std::vector<Op> &ops, const std::vector<LeadId> &leads);

} // namespace updesk
