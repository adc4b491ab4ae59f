// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"

namespace updesk
{

/// `appointments --show-rate`: the show rate by how far ahead visits were booked; returns the exit status.
int showRateTold(Command &command);

} // namespace updesk
