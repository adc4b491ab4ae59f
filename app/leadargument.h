// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"

namespace updesk
{

/// The one lead that LEAD means; nothing, with the status set in `status`, when none or several are meant.
std::optional<LeadId> leadMeant(Command &command, const QString &text, int &status);

} // namespace updesk
