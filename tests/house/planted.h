// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/house/tree.h"

namespace updesk::house
{

/// A tree of one file, as a test plants it.
inline Tree planted(const char *path, const QString &text) { return {fileOf(QString::fromLatin1(path), text)}; }

inline Tree planted(const char *path, const char *text) { return planted(path, QString::fromUtf8(text)); }

/// "place: what" a line, for a test's message.
inline QString report(const Findings &findings)
{
    QString text;
    for (const Finding &finding : findings)
        text += finding.place + QStringLiteral(": ") + finding.what + u'\n';
    return text;
}

} // namespace updesk::house
