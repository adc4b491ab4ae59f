// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/lengthwords.h"

namespace updesk
{

QString LengthWords::counter(const TextLength &length)
{
    const QString segments = tr("%n segment(s)", nullptr, length.segments);
    //: %1 of %2 units; %3 "2 segments"
    return length.alphabet == TextAlphabet::Standard
        ? tr("%1 of %2 · %3 · standard alphabet").arg(length.units).arg(length.capacity).arg(segments)
        : tr("%1 of %2 · %3 · 70-character alphabet").arg(length.units).arg(length.capacity).arg(segments);
}

QString LengthWords::foreign(const TextLength &length)
{
    if (length.foreign.isEmpty())
        return {};
    QStringList quoted;
    for (const QString &one : length.foreign.mid(0, 5))
        quoted << tr("“%1”").arg(one);
    const QString list = quoted.join(QStringLiteral(", "));
    return quoted.size() == 1 ? tr("%1 makes this a 70-character text.").arg(list)
                              : tr("%1 make this a 70-character text.").arg(list);
}

} // namespace updesk
