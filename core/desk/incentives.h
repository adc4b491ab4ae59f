// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/incentive.h"

namespace updesk
{

/// Puts the store's incentives in, in the place of those that are there; none: takes them all out. Undo brings the ones
/// before back. Denied, subject role: only a manager may. Null deed: nothing differs.
Result<DeedId> setIncentives(Session &session, const std::vector<Incentive> &incentives);
/// The same while those that are there are still `before`; Conflict: another desk changed them meanwhile.
Result<DeedId> changeIncentives(
    Session &session, const std::vector<Incentive> &before, const std::vector<Incentive> &after);

} // namespace updesk
