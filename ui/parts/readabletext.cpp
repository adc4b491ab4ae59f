// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/readabletext.h"

#include <algorithm>

namespace updesk
{

namespace
{

constexpr qsizetype kLongestLine = 1000; // one line of 64 KB would take the editor seconds

/// What stands for a character that would take effect instead of being seen; the character itself else.
QChar visible(QChar c)
{
    const char16_t u = c.unicode();
    if (u < 0x20 && u != u'\t')
        return QChar(char16_t(0x2400 + u)); // the picture of a control character
    if (u == 0x7F)
        return QChar(u'\u2421');
    const bool turns = u == 0x061C || (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
    const bool hides = (u >= 0x80 && u < 0xA0) || (u >= 0x200B && u <= 0x200F) || u == 0xFEFF || u >= 0xFFF9;
    return turns || hides ? QChar(u'\u00B7') : c;
}

} // namespace

QString harmlessText(QStringView text)
{
    QString out;
    out.reserve(text.size() + text.size() / 64);
    qsizetype line = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool pair = c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n';
        if (pair)
            continue;
        if (c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator) {
            out += u'\n';
            line = 0;
            continue;
        }
        if (line >= kLongestLine && !c.isLowSurrogate()) {
            out += u'\n';
            line = 0;
        }
        out += visible(c);
        ++line;
    }
    return out;
}

// Where a part begins: between two halves of a character none does.
static qsizetype beginOf(const QString &text, int part)
{
    const qsizetype at = std::min(text.size(), part * kReadablePart);
    return at > 0 && at < text.size() && text[at].isLowSurrogate() ? at - 1 : at;
}

int readableParts(const QString &document)
{
    return int(std::max<qsizetype>(1, (document.size() + kReadablePart - 1) / kReadablePart));
}

QString readablePart(const QString &document, int part)
{
    const qsizetype from = beginOf(document, part);
    return harmlessText(QStringView(document).sliced(from, beginOf(document, part + 1) - from));
}

} // namespace updesk
