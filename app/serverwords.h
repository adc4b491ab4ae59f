// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace updesk
{

/// What happened between here and the shared server, what is safe, what to do next.
QString serverSentence(const Error &error);

} // namespace updesk
