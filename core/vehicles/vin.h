// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// The VIN in upper case without blanks and hyphens; empty when it is not 17 letters and digits without I, O and Q.
QString normalVin(QStringView typed);

enum class VinCheck : quint8 {
    Agrees,
    None, ///< a European VIN whose ninth place holds no check digit
    Wrong
};

/// Compares the check digit of a normal VIN; a text of another form is Wrong.
VinCheck checkVin(const QString &vin);

/// Model year of a normal VIN (cars and light trucks: seventh place a digit 1980-2009, a letter 2010-2039); 0: not
/// told.
int vinModelYear(const QString &vin);

} // namespace updesk
