// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// "a phone or an email and a vehicle": what a lead lacks, by the bits of Missing; empty: nothing.
QString missingWords(int missing);

/// "Missing: a name"; empty: nothing.
QString missingLine(int missing);

} // namespace updesk
