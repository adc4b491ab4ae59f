// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <algorithm>

namespace updesk
{

QString folded(QStringView text)
{
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 128; }))
        return text.toString().toLower();
    QString plain;
    for (QChar c : text.toString().normalized(QString::NormalizationForm_KD)) {
        if (!c.isMark())
            plain += c.toLower();
    }
    return plain;
}

QStringList foldedWords(QStringView text)
{
    QString spaced;
    for (QChar c : folded(text)) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            spaced += c;
        else if (c != u'\'' && c != QChar(0x2019))
            spaced += u' ';
    }
    return spaced.split(u' ', Qt::SkipEmptyParts);
}

} // namespace updesk
