// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

#include <vector>

namespace updesk
{

/// A plan that the deed of `ops` began, and that has gone on since so that undo left it alone, goes on no more: what is
/// open of it is dropped, what was done stays. With its lead all of it goes. It is no longer among what was kept.
Result<void> stopUndonePlans(Transaction &tx, const std::vector<Op> &ops, std::vector<Kept> &kept);

} // namespace updesk
