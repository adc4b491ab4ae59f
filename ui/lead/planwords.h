// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"

namespace updesk
{

/// Whether a line of the history tells of a plan of follow-up or of a payment that was kept.
bool isPlanLine(Activity::Code code);
/// Its words; `until`: the moment to which a step was moved, as the reader's zone writes it.
QString planLineWords(const Activity &line, const QString &until);

} // namespace updesk
