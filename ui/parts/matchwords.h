// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/match.h"

namespace updesk
{

/// How alike two records are, in words for window and command line.
QString matchPercent(int percent); ///< "92%"; empty for 0: nothing was weighed
QString matchReasons(const Match &match, qsizetype most = 3); ///< "same phone, same name"
QString matchWords(const Match &match); ///< "92%, same phone, same name"

} // namespace updesk
