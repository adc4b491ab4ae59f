// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/readabletext.h"

#include <QStringDecoder>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr qsizetype kLongestLine = 1000;

/// The part's own bytes, cut where no UTF-8 character is torn.
QByteArrayView slice(const QByteArray &bytes, int part)
{
    const auto whole = [&](qsizetype at) {
        qsizetype back = at;
        while (back > 0 && at - back < 3 && back < bytes.size() && (quint8(bytes[back]) & 0xC0) == 0x80)
            --back;
        return back;
    };
    const qsizetype from = whole(std::min(bytes.size(), part * kReadablePart));
    const qsizetype to = whole(std::min(bytes.size(), (part + 1) * kReadablePart));
    return QByteArrayView(bytes).sliced(from, to - from);
}

QString decoded(QByteArrayView bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = utf8.decode(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

bool turnsText(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0x200E || u == 0x200F || u == 0x061C;
}

} // namespace

int readableParts(const QByteArray &bytes)
{
    return int(std::max<qsizetype>(1, (bytes.size() + kReadablePart - 1) / kReadablePart));
}

QString readablePart(const QByteArray &bytes, int part)
{
    const QString text = decoded(slice(bytes, part));
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
