// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/initials.h"

#include <QStringList>

namespace updesk
{

QString initialsOf(const QString &name)
{
    QString out;
    for (const QString &word : name.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        if (out.size() < 2)
            out += word.at(0).toUpper();
    return out;
}

} // namespace updesk
