// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace updesk
{

/// `updeskctl parse FILE... [--tz ZONE] [--region CC]`: prints what is in the files as one JSON array. Returns 0 when
/// all were handled (a rejected document is handled), 1 when a file could not be opened, 2 when the call itself is
/// wrong.
int parseCommand(const QStringList &arguments);

} // namespace updesk
