// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/legalrules.h"

namespace updesk
{

/// Where a recipient may be, and the hours that hold there.
struct GatePlace {
    QString zone;
    QString state; ///< empty: none is known
    bool canada = false;
    WeekWindows hours;
    bool closedOnHolidays = false;
    bool operator==(const GatePlace &) const = default;
};

/// The state or province that a stated postal code lies in: "10011-1234", "2139" (a spreadsheet took its zero),
/// "k1a0b1". `country` as stated, may be empty; a code of another country than it tells nothing. Empty: not known, also
/// of the military's ZIPs, which may be anywhere (US-1).
QString regionOfPostal(const LegalRules &rules, const QString &postal, const QString &country);

/// Everywhere a recipient may be: of the stated region ("NJ") first, then of the number's area code, for a number moves
/// along with its owner (US-1, US-2, CA-5). A code of the stated region tells which of that region's zones it is.
/// Empty: neither says anything.
std::vector<GatePlace> gatePlaces(const LegalRules &rules, const QString &region, const QString &e164);

/// The one place whose hours are inside every window read, for a recipient of whom nothing is known (US-1).
GatePlace unknownPlace(const LegalRules &rules);

/// Whether a moment is outside the hours of any of the places.
struct QuietTime {
    bool quiet = false;
    QString zone, state; ///< of the first place that is outside, or the first at all
    bool canada = false;
    bool stateHours = false; ///< that place's hours are narrower than its country's
    int minute = 0; ///< of the day there
    int from = 0, until = 0; ///< the hours of that day there; both 0: none
    Time opens = 0; ///< the first moment from then on that is inside everywhere; 0: none within 31 days
};
/// Zones that this computer does not know are left out; without any nothing is quiet.
QuietTime quietTime(Time at, const std::vector<GatePlace> &places, const LegalRules &rules);

/// The day that a moment falls on in the zone.
QDate dayIn(Time at, const QString &zone);
/// So many days later that are neither a weekend nor a holiday of the country (US-9).
QDate businessDaysAfter(QDate day, int days, const CountryRules &country);

} // namespace updesk
