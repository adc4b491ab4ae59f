// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sequences/plan.h"

namespace updesk
{

/// The plans that come with the program, in the order of their files; data, written by us, for a store to take over
/// and change.
const std::vector<Plan> &shippedPlans();
/// nullptr: none of that key is shipped.
const Plan *shippedPlan(const QString &key);

} // namespace updesk
