// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace updesk
{

/// The words for an error: what happened, what was kept, what to do next.
QString sentence(const Error &error);

} // namespace updesk
