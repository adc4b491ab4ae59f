// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"

namespace updesk
{

/// Fills in what the panel beside the form shows of a customer: the open lead, or the owner of the last one, and the
/// newest vehicle. Each look-up by an index.
Result<void> describeMatch(Database &database, PossibleMatch &match);

} // namespace updesk
