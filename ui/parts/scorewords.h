// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/scorerows.h"

#include <QString>

namespace updesk
{

/// Where the rate of a source comes from: a guide figure is never shown as the store's own experience.
enum class RateFrom : bool { OwnSales, Guide };

/// "Wants to buy within 7 days": one line of a score in words. `source`: the lead's source by name.
QString scoreLineWords(const ScoreLine &line, const QString &source, RateFrom from);

/// "Names one car in stock": what would raise a score.
QString raiseWords(const Raise &raise);

/// "+20", with a real minus for points taken away.
QString pointsWords(int points);

} // namespace updesk
