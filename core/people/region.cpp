// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/region.h"

#include "core/base/text.h"
#include "core/people/country.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <vector>

namespace updesk
{

namespace
{

constexpr qsizetype kLongest = 64; ///< of a field that is read

struct Named {
    const char *code;
    const char *country;
    const char *names; ///< besides the code; folded to letters, parted by spaces
};

/// The lists of the United States Postal Service (Publication 28, appendix B) and of Canada Post, with what was usual
/// before the two letters and what people write; letters alone, so that "N. Mex." is nmex.
constexpr auto kNamed = std::to_array<Named>({
    {"AL", "US", "alabama ala"},
    {"AK", "US", "alaska alas"},
    {"AZ", "US", "arizona ariz"},
    {"AR", "US", "arkansas ark"},
    {"CA", "US", "california calif cal"},
    {"CO", "US", "colorado colo col"},
    {"CT", "US", "connecticut conn"},
    {"DE", "US", "delaware del"},
    {"DC", "US", "districtofcolumbia washingtondc washingtondistrictofcolumbia distritodecolumbia"},
    {"FL", "US", "florida fla flor"},
    {"GA", "US", "georgia"},
    {"HI", "US", "hawaii"},
    {"ID", "US", "idaho"},
    {"IL", "US", "illinois ill ills"},
    {"IN", "US", "indiana ind"},
    {"IA", "US", "iowa"},
    {"KS", "US", "kansas kan kans"},
    {"KY", "US", "kentucky"},
    {"LA", "US", "louisiana luisiana"},
    {"ME", "US", "maine"},
    {"MD", "US", "maryland"},
    {"MA", "US", "massachusetts mass"},
    {"MI", "US", "michigan mich"},
    {"MN", "US", "minnesota minn"},
    {"MS", "US", "mississippi miss misisipi"},
    {"MO", "US", "missouri misuri"},
    {"MT", "US", "montana mont"},
    {"NE", "US", "nebraska neb nebr"},
    {"NV", "US", "nevada nev"},
    {"NH", "US", "newhampshire nuevohampshire nuevahampshire"},
    {"NJ", "US", "newjersey nuevajersey"},
    {"NM", "US", "newmexico nmex nuevomexico"},
    {"NY", "US", "newyork nuevayork"},
    {"NC", "US", "northcarolina ncar carolinadelnorte"},
    {"ND", "US", "northdakota ndak dakotadelnorte"},
    {"OH", "US", "ohio"},
    {"OK", "US", "oklahoma okla"},
    {"OR", "US", "oregon ore oreg"},
    {"PA", "US", "pennsylvania penn penna pensilvania"},
    {"RI", "US", "rhodeisland"},
    {"SC", "US", "southcarolina scar carolinadelsur"},
    {"SD", "US", "southdakota sdak dakotadelsur"},
    {"TN", "US", "tennessee tenn"},
    {"TX", "US", "texas tex tejas"},
    {"UT", "US", "utah"},
    {"VT", "US", "vermont"},
    {"VA", "US", "virginia"},
    {"WA", "US", "washington wash"},
    {"WV", "US", "westvirginia wva virginiaoccidental"},
    {"WI", "US", "wisconsin wis wisc"},
    {"WY", "US", "wyoming wyo"},
    {"AS", "US", "americansamoa"},
    {"GU", "US", "guam"},
    {"MP", "US", "northernmarianaislands northernmarianas cnmi"},
    {"PR", "US", "puertorico"},
    {"VI", "US", "virginislands usvirginislands unitedstatesvirginislands usvi islasvirgenes"},
    {"FM", "US", "federatedstatesofmicronesia micronesia"},
    {"MH", "US", "marshallislands"},
    {"PW", "US", "palau"},
    {"AA", "US", "armedforcesamericas"},
    {"AE", "US", "armedforceseurope"},
    {"AP", "US", "armedforcespacific"},
    {"AB", "CA", "alberta alta alb"},
    {"BC", "CA", "britishcolumbia colombiebritannique cb"},
    {"MB", "CA", "manitoba man"},
    {"NB", "CA", "newbrunswick nouveaubrunswick"},
    {"NL", "CA",
        "newfoundlandandlabrador newfoundlandlabrador newfoundland labrador nf nfld nfldlab terreneuveetlabrador "
        "terreneuve tnl"},
    {"NS", "CA", "novascotia nouvelleecosse"},
    {"NT", "CA", "northwestterritories northwestterritory nwt territoiresdunordouest tno"},
    {"NU", "CA", "nunavut"},
    {"ON", "CA", "ontario ont"},
    {"PE", "CA", "princeedwardisland pei ileduprinceedouard ipe"},
    {"QC", "CA", "quebec que pq"},
    {"SK", "CA", "saskatchewan sask"},
    {"YT", "CA", "yukon yukonterritory territoireduyukon yk"},
});

const QHash<QString, const Named *> &table()
{
    static const QHash<QString, const Named *> all = [] {
        QHash<QString, const Named *> made;
        for (const Named &one : kNamed) {
            made.insert(QString::fromLatin1(one.code).toLower(), &one);
            for (const QString &name : QString::fromLatin1(one.names).split(u' ', Qt::SkipEmptyParts))
                made.insert(name, &one);
        }
        return made;
    }();
    return all;
}

QString lettersOf(QStringView text)
{
    QString letters;
    for (const QChar c : folded(text)) {
        if (c.isLetter() && c.category() != QChar::Letter_Modifier) // Hawai'i with its own sign
            letters += c;
    }
    return letters;
}

bool isOneOf(const QString &country, std::initializer_list<const char *> names)
{
    const QString name = lettersOf(country.left(kLongest));
    return std::any_of(names.begin(), names.end(), [&name](const char *one) { return name == QLatin1String(one); });
}

/// What one part of the field says, without the words that only say what it is.
const Named *named(QString letters, bool canada)
{
    if (letters == QLatin1String("ne") && canada) // N.-E., as French Canada writes it
        letters = QStringLiteral("ns");
    if (const Named *known = table().value(letters))
        return known;
    for (const char *before : {"stateof", "thestateof", "provinceof", "commonwealthof", "provincede", "provincedu",
             "estadode", "territoryof"}) {
        if (letters.startsWith(QLatin1String(before)))
            return table().value(letters.mid(qsizetype(qstrlen(before))));
    }
    for (const char *behind : {"state", "province"}) {
        if (letters.endsWith(QLatin1String(behind)))
            return table().value(letters.chopped(qsizetype(qstrlen(behind))));
    }
    return nullptr;
}

/// What the parts of a field say together.
struct Parts {
    std::vector<const Named *> regions; ///< nullptr: a part that is none
    bool american = false, canadian = false; ///< a part is the country

    const Named *agreed() const
    {
        const bool one = !regions.empty() && regions.front()
            && std::ranges::all_of(regions, [this](const Named *other) { return other == regions.front(); });
        if (!one || (american && canadian))
            return nullptr;
        const char *only = american ? "US" : canadian ? "CA" : regions.front()->country;
        return qstrcmp(regions.front()->country, only) == 0 ? regions.front() : nullptr;
    }
};

// "NY - New York", "(QC) Québec", "British Columbia, Canada", "US-NY". Of two letters the country is only read in front
// of a code: in "Ontario, CA" they may be California's.
Parts partsOf(const QString &written, bool canada)
{
    static const QRegularExpression between(QStringLiteral("[-,;:/()|]+"));
    static const QRegularExpression iso(
        QStringLiteral("^\\s*(us|ca)-[a-z]{2}\\s*$"), QRegularExpression::CaseInsensitiveOption);
    const bool coded = iso.match(written).hasMatch();
    Parts parts;
    for (const QString &part : written.split(between, Qt::SkipEmptyParts)) {
        const QString letters = lettersOf(part);
        const bool country =
            letters.size() > 2 || (coded && parts.regions.empty() && !parts.american && !parts.canadian);
        if (country && saysUnitedStates(letters))
            parts.american = true;
        else if (country && saysCanada(letters))
            parts.canadian = true;
        else if (!letters.isEmpty())
            parts.regions.push_back(named(letters, canada || parts.canadian));
    }
    return parts;
}

} // namespace

bool saysCanada(const QString &country) { return isOneOf(country, {"ca", "can", "canada"}); }

bool saysUnitedStates(const QString &country)
{
    return isOneOf(country,
        {"us", "usa", "unitedstates", "unitedstatesofamerica", "america", "etatsunis", "estadosunidos", "eeuu", "pr",
            "vi", "gu", "as", "mp"}); // the islands have codes of their own
}

QString regionCode(const QString &written, const QString &country)
{
    const bool canada = saysCanada(country);
    if (written.size() > kLongest || saysAbroad(country))
        return {};
    const QString letters = lettersOf(written);
    if (canada && letters == QLatin1String("ca")) // the country once more
        return {};
    const Named *whole = named(letters, canada);
    const Named *found = whole ? whole : partsOf(written, canada).agreed();
    return found ? QString::fromLatin1(found->code) : QString();
}

QString regionAsKept(const QString &written, const QString &country)
{
    const QString code = regionCode(written, country);
    return code.isEmpty() ? written : code;
}

QString countryOfRegion(const QString &code)
{
    const Named *known = code.size() == 2 ? table().value(code.toLower()) : nullptr;
    return known && code.compare(QLatin1String(known->code), Qt::CaseInsensitive) == 0
        ? QString::fromLatin1(known->country)
        : QString();
}

} // namespace updesk
