// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/postal.h"

#include <algorithm>
#include <array>

namespace updesk
{
namespace
{

bool allDigits(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isCanadian(QStringView compact)
{
    if (compact.size() != 6)
        return false;
    for (qsizetype i = 0; i < 6; ++i) {
        const bool fits =
            i % 2 == 0 ? compact[i] >= u'A' && compact[i] <= u'Z' : compact[i] >= u'0' && compact[i] <= u'9';
        if (!fits)
            return false;
    }
    return true;
}

bool losesItsZero(const QString &region)
{
    static constexpr std::array states{"CT", "MA", "ME", "NH", "NJ", "RI", "VT", "PR", "VI"};
    return std::any_of(states.begin(), states.end(),
        [&](const char *state) { return region.compare(QLatin1String(state), Qt::CaseInsensitive) == 0; });
}

} // namespace

QString countryOfPostal(const QString &postal)
{
    QString compact = postal.toUpper();
    compact.remove(u' ');
    return isCanadian(compact) ? QStringLiteral("CA") : QString();
}

QString normalPostal(const QString &written, const QString &country, const QString &region)
{
    const QString upper = written.simplified().toUpper();
    QString compact = upper;
    compact.remove(u' ');
    compact.remove(u'-');
    if (isCanadian(compact) && (country.isEmpty() || country == QLatin1String("CA")))
        return compact.left(3) + u' ' + compact.mid(3);
    const bool american = country.isEmpty() || country == QLatin1String("US") || country == QLatin1String("PR");
    if (american && allDigits(compact)) {
        if (compact.size() == 4 && losesItsZero(region))
            return u'0' + compact;
        return compact.size() == 9 ? compact.left(5) + u'-' + compact.mid(5) : compact;
    }
    if (country == QLatin1String("GB") && compact.size() >= 5 && compact.size() <= 7)
        return compact.left(compact.size() - 3) + u' ' + compact.right(3);
    return upper;
}

} // namespace updesk
