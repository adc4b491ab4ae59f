// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// The postal code as its country writes it: 98103-1234, L9T 9B1, LS1 4AP. `country` may be empty; `region` restores
/// the leading zero that spreadsheets drop in the north-east of the United States.
QString normalPostal(const QString &written, const QString &country, const QString &region);

/// The country that a postal code's form alone tells (Canada), otherwise empty.
QString countryOfPostal(const QString &postal);

} // namespace updesk
