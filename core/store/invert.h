// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

namespace updesk
{

/// The inverse of these ops in the running deed, the last one first. A field that changed since is left and named, as
/// are rows of Trait::Legal: those are the verb's.
Result<std::vector<Kept>> invert(Transaction &tx, const std::vector<Op> &ops);

} // namespace updesk
