// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/readabletext.h"

#include <algorithm>

namespace updesk
{

namespace
{

constexpr qsizetype kLongestLine = 1000;

bool turnsText(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0x200E || u == 0x200F || u == 0x061C;
}

} // namespace

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
    const QStringView text = QStringView(document).sliced(from, beginOf(document, part + 1) - from);
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
        if (c.unicode() < 0x20 && c != u'\t')
            out += QChar(char16_t(0x2400 + c.unicode())); // the picture of a control character
        else if (c.unicode() == 0x7F)
            out += QChar(u'\u2421');
        else if ((c.unicode() >= 0x80 && c.unicode() < 0xA0) || turnsText(c) || c == QChar(u'\uFEFF'))
            out += QChar(u'\u00B7');
        else
            out += c;
        ++line;
    }
    return out;
}

} // namespace updesk
