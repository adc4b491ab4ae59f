// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// The ISO 3166 code of a written country (code or English name); empty when it is not known.
QString countryCode(const QString &written);

/// Whether it is surely another country than the United States with their islands, and Canada. What cannot be read is
/// not: it takes no state away from the law (US-1).
bool saysAbroad(const QString &country);

} // namespace updesk
