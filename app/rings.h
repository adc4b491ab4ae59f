// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"

namespace updesk
{

/// The postal prefixes of customers that no distance ring covers; nothing when they cannot be read.
QStringList prefixesWithoutRing(Command &command);

/// One warning for the prefixes that are missing now and were not `before`; returns them.
QStringList warnOfPrefixes(Command &command, const QStringList &before);

} // namespace updesk
