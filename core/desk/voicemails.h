// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/store/transaction.h"

namespace updesk
{

/// Notes in the row of a voicemail which version was left: `given`, or, when that is empty, the next unused one of this
/// lead (F60). Rows of other outcomes stay as they are.
Result<void> noteVoicemailLeft(Transaction &tx, Activity &call, const QString &given);

} // namespace updesk
