// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/fieldtext.h"

#include "core/intake/codes.h"
#include "core/intake/entities.h"
#include "core/intake/plaintext.h"

#include <algorithm>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestField = 1024;
constexpr qsizetype kLongestComment = 65'536;
constexpr qsizetype kLongestMarker = 64;

/// Direction marks and overrides, zero-width blanks and controls; the zero-width joiner (U+200D) stays, emoji need it.
bool isHidden(QChar c)
{
    const char16_t u = c.unicode();
    return (u < 0x20 && !c.isSpace()) || u == 0x7f || u == 0x200b || u == 0x200e || u == 0x200f
        || (u >= 0x202a && u <= 0x202e) || u == 0x2060 || (u >= 0x2066 && u <= 0x2069) || u == 0xfeff;
}

bool isMarkerName(QStringView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.isLetterOrNumber() || QStringView(u" _.:-").contains(c);
    });
}

QStringView between(QStringView text, QLatin1String open, QLatin1String close)
{
    if (text.size() <= open.size() + close.size() || !text.startsWith(open) || !text.endsWith(close))
        return {};
    return text.sliced(open.size(), text.size() - open.size() - close.size());
}

} // namespace

bool meansNothing(QStringView text)
{
    if (text.isEmpty())
        return true;
    if (text.size() > 13)
        return false;
    for (const char *word : {"unknown", "n/a", "na", "none", "null", "nil", "undefined", "not specified",
             "not provided", "tbd", "-", "--", "n.a."}) {
        if (text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

bool isPlaceholder(QStringView text)
{
    if (text.size() > kLongestMarker)
        return false;
    return isMarkerName(between(text, QLatin1String("["), QLatin1String("]")))
        || isMarkerName(between(text, QLatin1String("{{"), QLatin1String("}}")))
        || isMarkerName(between(text, QLatin1String("%%"), QLatin1String("%%")))
        || isMarkerName(between(text, QLatin1String("${"), QLatin1String("}")));
}

QString cutTo(const QString &text, qsizetype most, QStringList &warnings)
{
    if (text.size() <= most)
        return text;
    code::warn(warnings, code::kFieldTruncated);
    return text.left(text[most - 1].isHighSurrogate() ? most - 1 : most);
}

QString fieldText(const QString &raw, QStringList &warnings)
{
    QString text = withoutEntities(raw);
    const bool ascii = std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x7f; });
    if (!ascii || std::any_of(text.cbegin(), text.cend(), isHidden))
        text.removeIf(isHidden);
    text = text.simplified();
    if (!ascii)
        text = text.normalized(QString::NormalizationForm_C);
    text = cutTo(text, kLongestField, warnings);
    if (meansNothing(text))
        return {};
    if (isPlaceholder(text)) {
        code::warn(warnings, code::kPlaceholderValue);
        return {};
    }
    return text;
}

QString commentText(const QString &raw, QStringList &warnings)
{
    const QString text = cutTo(plainText(raw), kLongestComment, warnings);
    if (meansNothing(text))
        return {};
    if (isPlaceholder(text)) {
        code::warn(warnings, code::kPlaceholderValue);
        return {};
    }
    return text;
}

} // namespace updesk
