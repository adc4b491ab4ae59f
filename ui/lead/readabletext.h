// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace updesk
{

inline constexpr qsizetype kReadablePart = 192 * 1024;

/// How many parts of kReadablePart bytes a document is read in; at least 1.
int readableParts(const QByteArray &bytes);

/// One part (from 0) as plain text that is safe to show whatever the bytes are: UTF-8, else Latin-1; control
/// characters, direction marks and zero bytes become visible, lines over 1,000 characters are broken.
QString readablePart(const QByteArray &bytes, int part);

} // namespace updesk
