// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// The postal code letters of a state, territory or province ("NY", "QC") as a form's field for it may say them: the
/// letters, the name in English, French or Spanish, or a usual abbreviation, with or without the country. Of a field
/// that says two ("Ontario, CA", "NY/NJ"), none is known. `country` as written, may be empty; "N.-E." is Nova Scotia
/// in Canada, Nebraska elsewhere. Empty: none of them, or the country is surely another than these two.
QString regionCode(const QString &written, const QString &country = {});

/// regionCode(), or what was written where it tells none: nothing is lost.
QString regionAsKept(const QString &written, const QString &country);

/// The country of such a code: "US" or "CA"; empty: it is no such code.
QString countryOfRegion(const QString &code);

/// How people write a country (ISO 3166, or its usual names): the United States with their islands, and Canada.
bool saysUnitedStates(const QString &country);
bool saysCanada(const QString &country);

} // namespace updesk
