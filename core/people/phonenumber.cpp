// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/phonenumber.h"

#include "core/people/phonescan.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>

namespace updesk
{
namespace
{

using i18n::phonenumbers::PhoneNumberUtil;

constexpr std::array kNorthAmerica{"AG", "AI", "AS", "BB", "BM", "BS", "CA", "DM", "DO", "GD", "GU", "JM", "KN", "KY",
    "LC", "MP", "MS", "PR", "SX", "TC", "TT", "UM", "US", "VC", "VG", "VI"};

bool allEqual(QStringView digits)
{
    return std::all_of(digits.begin(), digits.end(), [&](QChar c) { return c == digits.front(); });
}

/// Ten digits, or eleven starting with 1; area code and exchange start with 2 to 9.
QString northAmerican(QStringView digits)
{
    if (digits.size() == 11 && digits.front() == u'1')
        digits = digits.mid(1);
    if (digits.size() != 10 || digits[0] < u'2' || digits[3] < u'2' || allEqual(digits))
        return {};
    return QStringLiteral("+1") + digits.toString();
}

QString byLibrary(const QString &number, const std::string &region)
{
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    i18n::phonenumbers::PhoneNumber parsed;
    if (util.Parse(number.toStdString(), region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR)
        return {};
    // Possible, not valid: ranges kept for fiction or opened last month are not in the library's tables.
    if (util.IsPossibleNumberWithReason(parsed) != PhoneNumberUtil::IS_POSSIBLE)
        return {};
    std::string e164;
    util.Format(parsed, PhoneNumberUtil::E164, &e164);
    const QString result = QString::fromStdString(e164);
    const bool sensible = result.size() >= 9 && result.size() <= 16 && !allEqual(QStringView(result).mid(3));
    return sensible ? result : QString();
}

QString international(QString digits)
{
    if (digits.startsWith(QLatin1String("011")))
        digits.remove(0, 3);
    else if (digits.startsWith(QLatin1String("00")))
        digits.remove(0, 2);
    if (digits.startsWith(u'0'))
        return {}; // no country has such a code, and the library would take long to say so
    if (digits.startsWith(u'1'))
        return digits.size() == 11 ? northAmerican(digits) : QString();
    if (digits.startsWith(QLatin1String("521")) && digits.size() == 13)
        digits.remove(2, 1); // the mobile mark that Mexico gave up in 2019
    return byLibrary(u'+' + digits, "ZZ");
}

QString e164Of(const PhoneScan &scan, const QString &region)
{
    if (scan.unreadable || scan.digits.isEmpty())
        return {};
    const bool home = isNorthAmerican(region);
    const bool abroad = scan.international || scan.digits.startsWith(QLatin1String("00"))
        || (home && scan.digits.startsWith(QLatin1String("011")));
    if (abroad)
        return international(scan.digits);
    return home ? northAmerican(scan.digits) : byLibrary(scan.digits, region.toStdString());
}

} // namespace

bool isNorthAmerican(const QString &region)
{
    const QByteArray code = region.toLatin1().toUpper();
    if (std::any_of(kNorthAmerica.begin(), kNorthAmerica.end(), [&](const char *known) { return code == known; }))
        return true;
    return PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(code.toStdString()) == 0;
}

std::vector<PhoneNumber> phonesIn(QStringView typed, const QString &region)
{
    std::vector<PhoneNumber> found;
    for (const QStringView piece : phonePieces(typed)) {
        if (const QString extension = onlyExtension(piece); !extension.isEmpty() && !found.empty()) {
            found.back().extension = extension;
            continue;
        }
        const PhoneScan scan = scanPhone(piece, isNorthAmerican(region));
        if (scan.fax || (scan.digits.isEmpty() && !found.empty()))
            continue;
        PhoneNumber number{piece.toString(), e164Of(scan, region.toUpper()), {}};
        if (!number.e164.isEmpty())
            number.extension = scan.extension;
        const auto same = [&](const PhoneNumber &other) { return other.e164 == number.e164; };
        if (number.e164.isEmpty() || std::none_of(found.begin(), found.end(), same))
            found.push_back(std::move(number));
    }
    return found;
}

QString displayPhone(const QString &e164, const QString &homeRegion)
{
    const bool number = e164.size() > 7 && e164.size() <= 16 && e164.front() == u'+'
        && std::all_of(e164.begin() + 1, e164.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!number)
        return e164;
    const bool home = isNorthAmerican(homeRegion);
    if (home && e164.size() == 12 && e164[1] == u'1')
        return QStringLiteral("(%1) %2-%3").arg(e164.mid(2, 3), e164.mid(5, 3), e164.mid(8));
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    i18n::phonenumbers::PhoneNumber parsed;
    if (util.Parse(e164.toStdString(), "ZZ", &parsed) != PhoneNumberUtil::NO_PARSING_ERROR)
        return e164;
    const int homeCode = home ? 1 : util.GetCountryCodeForRegion(homeRegion.toUpper().toStdString());
    std::string formatted;
    util.Format(parsed, parsed.country_code() == homeCode ? PhoneNumberUtil::NATIONAL : PhoneNumberUtil::INTERNATIONAL,
        &formatted);
    return QString::fromStdString(formatted);
}

QString phoneTail(QStringView number, int count)
{
    QString tail;
    for (auto it = number.rbegin(); it != number.rend() && tail.size() < count; ++it) {
        if (it->isDigit())
            tail.prepend(QChar(u'0' + it->digitValue()));
    }
    return tail;
}

} // namespace updesk
