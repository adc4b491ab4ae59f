// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/names.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

/// Folding may lengthen a text a little; what lies far beyond the limit is not even folded.
QStringView start(QStringView text) { return text.left(4 * kNameMost); }

QString lettersOnly(QStringView text, qsizetype most)
{
    QString key = foldedWords(text.left(4 * most)).join(QString());
    key.truncate(most);
    return key;
}

} // namespace

QString nameKey(QStringView name) { return lettersOnly(name, kNameMost); }

QStringList nameWords(QStringView name)
{
    QStringList words = foldedWords(start(name));
    qsizetype room = kNameMost;
    for (qsizetype i = 0; i < words.size(); ++i) {
        words[i].truncate(room);
        room -= words[i].size();
        if (room <= 0)
            words.resize(i + 1);
    }
    return words;
}

QString generationOf(QStringView suffix)
{
    static constexpr std::array kKnown = {"jr", "sr", "ii", "iii", "iv", "v"};
    static constexpr std::array kLong = {"junior", "senior", "2nd", "3rd", "4th", "5th"};
    for (const QString &word : foldedWords(start(suffix))) {
        for (std::size_t i = 0; i < kKnown.size(); ++i) {
            if (word == QLatin1String(kKnown[i]) || word == QLatin1String(kLong[i]))
                return QString::fromLatin1(kKnown[i]);
        }
    }
    return {};
}

double jaroWinkler(QStringView a, QStringView b)
{
    a = a.left(kNameMost);
    b = b.left(kNameMost);
    if (a.isEmpty() || b.isEmpty())
        return 0.0;
    if (a == b)
        return 1.0;
    if (a.size() > b.size() || (a.size() == b.size() && a > b))
        std::swap(a, b); // so that the order of the two does not matter
    const qsizetype window = std::max<qsizetype>(b.size() / 2 - 1, 0);
    quint64 usedInA = 0;
    quint64 usedInB = 0;
    int matches = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        for (qsizetype j = std::max<qsizetype>(i - window, 0); j < std::min(i + window + 1, b.size()); ++j) {
            if ((usedInB >> j & 1) == 0 && a[i] == b[j]) {
                usedInA |= quint64(1) << i;
                usedInB |= quint64(1) << j;
                ++matches;
                break;
            }
        }
    }
    if (matches == 0)
        return 0.0;
    int outOfOrder = 0;
    for (qsizetype i = 0, j = 0; i < a.size(); ++i) {
        if ((usedInA >> i & 1) == 0)
            continue;
        while ((usedInB >> j & 1) == 0)
            ++j;
        outOfOrder += a[i] != b[j++] ? 1 : 0;
    }
    const double m = matches;
    const double jaro = (m / double(a.size()) + m / double(b.size()) + (m - outOfOrder / 2) / m) / 3.0;
    int prefix = 0;
    while (prefix < 4 && prefix < a.size() && a[prefix] == b[prefix])
        ++prefix;
    return jaro + prefix * 0.1 * (1.0 - jaro);
}

bool oneTypoAway(QStringView a, QStringView b)
{
    if (a.size() > b.size())
        std::swap(a, b);
    if (b.size() - a.size() > 1)
        return false;
    const auto [inA, inB] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const qsizetype at = inA - a.begin();
    if (a.size() < b.size())
        return a.mid(at) == b.mid(at + 1);
    if (at == a.size())
        return false; // equal
    const bool swapped =
        at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] && a.mid(at + 2) == b.mid(at + 2);
    return swapped || a.mid(at + 1) == b.mid(at + 1);
}

QString houseNumber(QStringView street)
{
    const QStringView line = start(street).trimmed();
    qsizetype end = 0;
    while (end < line.size() && !line[end].isSpace() && line[end] != u',')
        ++end;
    return end > 0 && line[0].isDigit() ? lettersOnly(line.left(end), 8) : QString();
}

QString postalKey(QStringView postal)
{
    const QString key = lettersOnly(postal.trimmed(), 12);
    const bool digits = std::all_of(key.begin(), key.end(), [](QChar c) { return c.isDigit(); });
    return key.left(digits ? 5 : 7);
}

} // namespace updesk
