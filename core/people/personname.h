// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// The parts of a name as a form or a document gives them; empty: not given.
struct NameParts {
    QString first, middle, last, full;
    bool business = false;
};

/// A name made whole: upper and lower case stay as they came.
struct PersonName {
    QString first, last;
    QString full; ///< as given, else first, middle and last
    QString suffix; ///< "Jr.", "III" as written: such people are never merged
    bool operator==(const PersonName &) const = default;
};

/// Makes a name from its parts. A full name alone is parted: "Last, First", else the last word with its particles is
/// the last name; titles and suffixes are left out of first and last; a business is not parted.
PersonName personName(const NameParts &parts);
PersonName personName(QStringView full);

} // namespace updesk
