// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/amounts.h"

#include <QString>

namespace updesk
{
namespace
{

constexpr qsizetype kLongest = 64;
constexpr qint64 kMostMoney = 1'000'000'000'00;
constexpr qint64 kFarthest = 9'999'999;
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2099;

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

/// The first number in a text: whole part, decimals, and what follows it.
struct ReadNumber {
    qint64 whole = -1;
    QString decimals;
    QStringView rest;
};

/// True when the separator at `at` is followed by exactly three digits, so that it parts thousands.
bool partsThousands(QStringView text, qsizetype at)
{
    qsizetype digits = 0;
    while (at + 1 + digits < text.size() && isDigit(text[at + 1 + digits]))
        ++digits;
    return digits == 3;
}

ReadNumber numberIn(QStringView text)
{
    ReadNumber number;
    if (text.size() > kLongest)
        return number;
    qsizetype at = 0;
    while (at < text.size() && !isDigit(text[at])) {
        if (text[at] == u'-')
            return number;
        ++at;
    }
    for (; at < text.size(); ++at) {
        const QChar c = text[at];
        if (isDigit(c)) {
            if (number.whole > kMostMoney)
                return {};
            number.whole = std::max<qint64>(number.whole, 0) * 10 + (c.unicode() - u'0');
        } else if ((c != u',' && c != u'.' && c != u'\'' && !c.isSpace()) || !partsThousands(text, at)) {
            break;
        }
    }
    if (at + 1 < text.size() && (text[at] == u'.' || text[at] == u',') && isDigit(text[at + 1])) {
        for (++at; at < text.size() && isDigit(text[at]); ++at)
            number.decimals += text[at];
    }
    number.rest = text.mid(at).trimmed();
    return number;
}

} // namespace

std::optional<qint64> centsIn(QStringView written)
{
    const ReadNumber number = numberIn(written.trimmed());
    if (number.whole < 0 || number.whole * 100 > kMostMoney)
        return std::nullopt;
    qint64 cents = number.whole * 100 + (number.decimals + QStringLiteral("00")).left(2).toLongLong();
    if (number.rest.compare(QLatin1String("k"), Qt::CaseInsensitive) == 0)
        cents *= 1000;
    return cents;
}

std::optional<OdometerUnit> unitIn(QStringView written)
{
    const QStringView word = written.trimmed();
    if (word.startsWith(QLatin1String("km"), Qt::CaseInsensitive)
        || word.startsWith(QLatin1String("kilo"), Qt::CaseInsensitive))
        return OdometerUnit::Kilometres;
    if (word.startsWith(QLatin1String("mi"), Qt::CaseInsensitive))
        return OdometerUnit::Miles;
    return std::nullopt;
}

ReadDistance distanceIn(QStringView written)
{
    const ReadNumber number = numberIn(written.trimmed());
    ReadDistance distance;
    if (number.whole < 0)
        return distance;
    qint64 value = number.whole;
    QStringView rest = number.rest;
    if (rest.startsWith(u'k', Qt::CaseInsensitive) && !rest.startsWith(QLatin1String("km"), Qt::CaseInsensitive)
        && !rest.startsWith(QLatin1String("kilo"), Qt::CaseInsensitive)) {
        value = value * 1000 + (number.decimals + QStringLiteral("000")).left(3).toLongLong();
        rest = rest.mid(1);
    }
    if (value > kFarthest)
        return distance;
    distance.value = static_cast<int>(value);
    distance.unit = unitIn(rest);
    return distance;
}

int yearIn(QStringView written)
{
    QStringView text = written.trimmed();
    if (text.startsWith(QLatin1String("my"), Qt::CaseInsensitive))
        text = text.mid(2).trimmed();
    const bool shortened = text.startsWith(u'\'') || text.startsWith(QChar(0x2019)) || text.startsWith(QChar(0x2018));
    if (shortened)
        text = text.mid(1);
    if (const qsizetype point = text.indexOf(u'.'); point == 4) {
        for (const QChar c : text.mid(point + 1)) {
            if (c != u'0')
                return 0;
        }
        text = text.left(point);
    }
    for (const QChar c : text) {
        if (!isDigit(c))
            return 0;
    }
    if (shortened && text.size() == 2)
        return text.toInt() + (text.toInt() < 60 ? 2000 : 1900);
    const int year = text.size() == 4 ? text.toInt() : 0;
    return year >= kFirstYear && year <= kLastYear ? year : 0;
}

} // namespace updesk
