// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/signin.h"

namespace updesk
{

/// What happened between here and the shared server, what is safe, what to do next.
QString serverSentence(const Error &error);

/// To standard error, when the two programs do not fit or this PC's clock is far off.
void warnOf(Versions versions, Time serverAhead);

} // namespace updesk
