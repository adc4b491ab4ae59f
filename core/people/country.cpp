// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/country.h"

#include "core/base/text.h"

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
    for (const QChar c : folded(written)) { // as Spanish and French write it
        if (c.isLetter())
            letters += c;
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
    static constexpr std::array<Name, 20> more{{{"usa", "US"}, {"unitedstates", "US"}, {"unitedstatesofamerica", "US"},
        {"america", "US"}, {"eeuu", "US"}, {"estadosunidos", "US"}, {"etatsunis", "US"}, {"can", "CA"}, {"uk", "GB"},
        {"gbr", "GB"}, {"greatbritain", "GB"}, {"england", "GB"}, {"scotland", "GB"}, {"wales", "GB"},
        {"northernireland", "GB"}, {"mex", "MX"}, {"deu", "DE"}, {"deutschland", "DE"}, {"fra", "FR"}, {"aus", "AU"}}};
    for (const Name &entry : more)
        table.insert(QLatin1String(entry.name), QLatin1String(entry.code));
    return table;
}

} // namespace

QString countryCode(const QString &written)
{
    static const QHash<QString, QString> table = countryTable();
    const QString letters = lettersOf(written.left(64));
    if (written.contains(u'/')) // "N/A" is not Namibia
        return {};
    if (letters == QLatin1String("uk"))
        return QStringLiteral("GB");
    if (letters.size() == 2) {
        const QString code = letters.toUpper();
        return QLocale::codeToTerritory(code) == QLocale::AnyTerritory ? QString() : code;
    }
    return table.value(letters);
}

bool saysAbroad(const QString &country)
{
    const QString code = countryCode(country);
    constexpr std::array here{"US", "CA", "PR", "VI", "GU", "AS", "MP", "UM"};
    return !code.isEmpty()
        && std::ranges::none_of(here, [&code](const char *one) { return code == QLatin1String(one); });
}

} // namespace updesk
