// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"

namespace updesk
{

/// A customer by their own id, or by a lead of theirs in any of the forms that the other commands take; nothing, with
/// the status set in `status`, when none is meant.
std::optional<CustomerId> customerMeant(Command &command, const QString &text, int &status);

} // namespace updesk
