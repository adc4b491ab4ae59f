// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/parse.h"

namespace updesk
{

/// The e-mail addresses and phone numbers that can be seen in any text, at most ten of each; reads its first 256 KB.
Spotted spottedIn(QStringView text, const QString &region);

} // namespace updesk
