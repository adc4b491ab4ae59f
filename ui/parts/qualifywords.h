// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/qualify.h"

#include <QString>

namespace updesk
{

/// What is known of a buyer before a visit is set, and what is to be asked: "Known: vehicle. To ask: budget, trade-in."
/// `known` is what qualified() found.
QString qualifiedWords(int known);

} // namespace updesk
