// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/qualify.h"
#include "core/base/result.h"

#include <QString>

namespace updesk
{

/// What is known of a buyer before a visit is set, and what is to be asked: "Known: vehicle. To ask: budget, trade-in."
/// `known` is what qualified() found.
QString qualifiedWords(int known);
QString noTradeWords(); ///< "No trade-in"
QString decidesWords(Decides decides); ///< "Decides alone"; empty: not known
QString factsRefused(const Error &error); ///< by sayBuyerFacts(); empty: an error of another kind

} // namespace updesk
