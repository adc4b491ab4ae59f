// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vehicles/vin.h"

#include <algorithm>
#include <array>

namespace updesk
{
namespace
{

constexpr qsizetype kVinLength = 17;
constexpr qsizetype kCheckPlace = 8;
constexpr qsizetype kLongestTyped = 64;

bool isVinCharacter(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z' && c != u'I' && c != u'O' && c != u'Q');
}

int valueOf(QChar c)
{
    static constexpr std::array<int, 26> letters{
        1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9};
    return c <= u'9' ? c.unicode() - u'0' : letters[static_cast<size_t>(c.unicode() - u'A')];
}

} // namespace

QString normalVin(QStringView typed)
{
    if (typed.size() > kLongestTyped)
        return {};
    QString vin;
    for (const QChar c : typed) {
        if (!c.isSpace() && c.category() != QChar::Punctuation_Dash)
            vin += c.toUpper();
    }
    return vin.size() == kVinLength && std::all_of(vin.begin(), vin.end(), isVinCharacter) ? vin : QString();
}

VinCheck checkVin(const QString &vin)
{
    static constexpr std::array<int, kVinLength> weights{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    if (vin.size() != kVinLength || !std::all_of(vin.begin(), vin.end(), isVinCharacter))
        return VinCheck::Wrong;
    int sum = 0;
    for (qsizetype i = 0; i < kVinLength; ++i)
        sum += valueOf(vin[i]) * weights[static_cast<size_t>(i)];
    const int rest = sum % 11;
    const QChar check = vin[kCheckPlace];
    if (check == (rest == 10 ? QChar(u'X') : QChar(u'0' + rest)))
        return VinCheck::Agrees;
    const bool european = vin.front() >= u'S' && vin.front() <= u'Z';
    return european && check > u'9' && check != u'X' ? VinCheck::None : VinCheck::Wrong;
}

int vinModelYear(const QString &vin)
{
    static constexpr QStringView codes = u"ABCDEFGHJKLMNPRSTVWXY123456789";
    if (vin.size() != kVinLength)
        return 0;
    const qsizetype at = codes.indexOf(vin[9]);
    if (at < 0)
        return 0;
    const bool firstCycle = vin[6] >= u'0' && vin[6] <= u'9';
    return (firstCycle ? 1980 : 2010) + static_cast<int>(at);
}

} // namespace updesk
