// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/message.h"
#include "core/store/database.h"

namespace updesk
{

/// Whether a call back that was agreed on and was not made yet holds a message: one that a plan would send by itself.
Result<bool> callBackHolds(Database &database, MessageId message);

} // namespace updesk
