// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"

namespace updesk
{

/// gate --log: what was asked of the gate, of one lead or the whole store, with what was looked up on the national list
/// for each cold contact (US-4). Returns the exit status.
int gateLogInstead(Command &command);

} // namespace updesk
