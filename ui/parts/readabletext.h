// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

inline constexpr qsizetype kReadablePart = 192 * 1024; ///< in UTF-16 units

/// Text of anywhere as plain text that is safe to show: control characters, those that turn or hide what stands around
/// them become visible, lines over 1,000 characters are broken.
QString harmlessText(QStringView text);

/// How many parts a document (readableBytes()) is read in; at least 1.
int readableParts(const QString &document);

/// One part (from 0) as harmlessText().
QString readablePart(const QString &document, int part);

} // namespace updesk
