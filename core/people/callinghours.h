// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QStringList>

namespace updesk
{

/// The hours in which a customer may be called, as minutes of their day; from a dated data file (US-1).
struct CallingHours {
    int from = 8 * 60;
    int until = 21 * 60; ///< the first minute that is too late
};
CallingHours callingHours();

/// The time zones that a customer may be in: of the stated region ("NJ") and of the telephone number's area code, for
/// a number moves along with its owner. Empty: neither says anything.
QStringList callZones(const QString &region, const QString &e164);

/// Whether a moment is outside those hours in any of the zones.
struct QuietTime {
    bool quiet = false;
    QString zone; ///< where it is: the first zone that is outside, or the first one at all
    int minute = 0; ///< of the day there
    Time opens = 0; ///< the first moment from then on that is inside everywhere; UTC
};
/// `zones` that this computer does not know are left out; without any nothing is quiet.
QuietTime quietTime(Time at, const QStringList &zones);

} // namespace updesk
