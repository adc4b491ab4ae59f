// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

inline constexpr qsizetype kReadablePart = 192 * 1024; ///< in UTF-16 units

/// How many parts a document (readableBytes()) is read in; at least 1.
int readableParts(const QString &document);

/// One part (from 0) as plain text that is safe to show: control characters and direction marks become visible, lines
/// over 1,000 characters are broken.
QString readablePart(const QString &document, int part);

} // namespace updesk
