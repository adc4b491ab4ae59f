// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// The typed phone numbers as they are read and written here; what cannot be read comes back as it was.
QString formattedPhones(const QString &typed, const QString &region);

/// What is wrong with the words in a phone or e-mail field, and that they are kept all the same; empty: nothing.
QString phoneComplaint(const QString &typed, const QString &region);
QString emailComplaint(const QString &typed);

} // namespace updesk
