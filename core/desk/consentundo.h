// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

namespace updesk
{

/// What a deed that is taken back agreed to, withdrew or lifted stands as before, inside the undo: a consent is
/// withdrawn, one that was withdrawn counts again, and what was lifted is refused again. Rows are only added.
Result<void> turnStatements(Transaction &tx, const std::vector<Op> &ops);

} // namespace updesk
