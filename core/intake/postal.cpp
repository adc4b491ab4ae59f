// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/postal.h"

#include <QHash>
#include <QLocale>

#include <algorithm>
#include <array>

namespace updesk
{
namespace
{

QString lettersOf(const QString &written)
{
    QString letters;
    for (const QChar c : written) {
        if (c.isLetter())
            letters += c.toLower();
    }
    return letters;
}

QHash<QString, QString> countryTable()
{
    QHash<QString, QString> table;
    for (int i = QLocale::Afghanistan; i <= QLocale::LastTerritory; ++i) {
        const auto territory = static_cast<QLocale::Territory>(i);
        const QString code = QLocale::territoryToCode(territory);
        if (code.size() == 2)
            table.insert(lettersOf(QLocale::territoryToString(territory)), code);
    }
    struct Name {
        const char *name;
        const char *code;
    };
    static constexpr std::array<Name, 17> more{{{"usa", "US"}, {"unitedstates", "US"}, {"unitedstatesofamerica", "US"},
        {"america", "US"}, {"can", "CA"}, {"uk", "GB"}, {"gbr", "GB"}, {"greatbritain", "GB"}, {"england", "GB"},
        {"scotland", "GB"}, {"wales", "GB"}, {"northernireland", "GB"}, {"mex", "MX"}, {"deu", "DE"},
        {"deutschland", "DE"}, {"fra", "FR"}, {"aus", "AU"}}};
    for (const Name &entry : more)
        table.insert(QLatin1String(entry.name), QLatin1String(entry.code));
    return table;
}

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

QString countryCode(const QString &written)
{
    static const QHash<QString, QString> table = countryTable();
    const QString letters = lettersOf(written.left(64));
    if (letters == QLatin1String("uk"))
        return QStringLiteral("GB");
    if (letters.size() == 2) {
        const QString code = letters.toUpper();
        return QLocale::codeToTerritory(code) == QLocale::AnyTerritory ? QString() : code;
    }
    return table.value(letters);
}

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
