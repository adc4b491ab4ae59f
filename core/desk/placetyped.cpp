// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/placetyped.h"

#include "core/intake/postal.h"
#include "core/people/country.h"
#include "core/people/region.h"
#include "core/sequences/gatehours.h"

#include <QRegularExpression>

namespace updesk
{

static Error invalid(const char *what) { return {Error::Code::Invalid, QString::fromLatin1(what), {}}; }

static bool isHere(const QString &country)
{
    return country.trimmed().isEmpty() || saysUnitedStates(country) || saysCanada(country);
}

// ZIPs of the military and of the islands tell no state, and there are such all the same.
static bool isNowhere(const QString &zip)
{
    const int start = zip.left(3).toInt();
    return (start >= 90 && start <= 98) || start == 340 || (start >= 962 && start <= 969);
}

static Result<void> readCountry(const Address &opened, Address &place)
{
    if (place.country == opened.country || place.country.isEmpty())
        return {};
    place.country = countryCode(place.country);
    return place.country.isEmpty() ? Result<void>(invalid("country")) : Result<void>();
}

// A state tells its country, unless that was typed too.
static Result<void> readRegion(const Address &opened, Address &place)
{
    if (place.region.isEmpty() || (place.region == opened.region && place.country == opened.country))
        return {};
    const bool typed = place.country != opened.country && !place.country.isEmpty();
    QString code = regionCode(place.region, place.country);
    if (code.isEmpty() && !typed)
        code = regionCode(place.region);
    if (code.isEmpty())
        return isHere(place.country) ? Result<void>(invalid("region")) : Result<void>();
    const QString of = countryOfRegion(code);
    const bool fits = of == QLatin1String("US") ? saysUnitedStates(place.country) : saysCanada(place.country);
    if (!fits && typed)
        return invalid("region_country");
    place.region = code;
    if (!fits)
        place.country = of;
    return {};
}

static Result<void> readPostal(const LegalRules &rules, Address &place)
{
    static const QRegularExpression zip(QStringLiteral("^[0-9]{5}(-[0-9]{4})?$"));
    static const QRegularExpression canadian(QStringLiteral("^[A-Z][0-9][A-Z] [0-9][A-Z][0-9]$"));
    if (place.postal.isEmpty() || !isHere(place.country))
        return {};
    place.postal = normalPostal(place.postal, place.country, place.region);
    const bool american = zip.match(place.postal).hasMatch(), north = canadian.match(place.postal).hasMatch();
    const bool wrong = (saysUnitedStates(place.country) && !american) || (saysCanada(place.country) && !north);
    if (wrong || (!american && !north))
        return invalid("postal");
    if (north && place.country.isEmpty())
        place.country = QStringLiteral("CA");
    const QString coded = regionOfPostal(rules, place.postal, place.country);
    const bool listed = american ? !rules.zips.empty() : !rules.canadaPostal.isEmpty();
    if (coded.isEmpty())
        return listed && !(american && isNowhere(place.postal)) ? Result<void>(invalid("no_postal")) : Result<void>();
    const QString stated = regionCode(place.region, place.country);
    return stated.isEmpty() || stated == coded ? Result<void>() : Result<void>(invalid("postal_region"));
}

Result<Address> placeTyped(const LegalRules &rules, const Address &opened, const Address &typed)
{
    constexpr qsizetype kStreet = 200, kShort = 100;
    Address place = opened;
    for (const auto part : {&Address::street, &Address::city, &Address::region, &Address::postal, &Address::country}) {
        if (typed.*part != opened.*part)
            place.*part = (typed.*part).simplified();
    }
    if (place.street.size() > kStreet)
        return invalid("street");
    if (place.city.size() > kShort)
        return invalid("city");
    if (place.country == opened.country && place.region == opened.region && place.postal == opened.postal)
        return place;
    if (place.postal.size() > kShort)
        return invalid("postal");
    if (auto read = readCountry(opened, place); !read)
        return read.error();
    if (auto read = readRegion(opened, place); !read)
        return read.error();
    if (auto read = readPostal(rules, place); !read)
        return read.error();
    return place;
}

} // namespace updesk
