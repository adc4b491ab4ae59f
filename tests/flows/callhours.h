// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <map>
#include <vector>

namespace updesk
{

/// When calls and texts are permitted, by the law as tests know it: written down here once more, so that a mistake in
/// the file of the rules shows. Minutes of the day; both 0: on no hour of it.
struct CallHours {
    int from = 8 * 60, until = 21 * 60;
    int satFrom = 8 * 60, satUntil = 21 * 60;
    int sunFrom = 8 * 60, sunUntil = 21 * 60;
    bool holidays = true;
};

/// One region with the zones that it lies in.
struct CallRegion {
    std::vector<const char *> zones;
    CallHours hours;
};

inline const std::map<QString, CallRegion> &callRegions()
{
    static constexpr int eight = 480, nine = 540, ten = 600, noon = 720, eleven = 660, six = 1080, eve = 1200,
                         night = 1260, canada = 1290;
    static const CallHours plain, till20{eight, eve, eight, eve, eight, eve}, from9{nine, eve, nine, eve, nine, eve},
        restDay{eight, eve, eight, eve, 0, 0, false}, texas{nine, night, nine, night, noon, night},
        rhode{nine, six, ten, 17 * 60, 0, 0, false}, utah{eight, night, eight, night, eight, night, false},
        north{nine, canada, ten, six, ten, six}, unknown{eleven, six, 0, 0, 0, 0};
    static const std::map<QString, CallRegion> regions{{QStringLiteral("NY"), {{"America/New_York"}, plain}},
        {QStringLiteral("NJ"), {{"America/New_York"}, till20}}, {QStringLiteral("MD"), {{"America/New_York"}, till20}},
        {QStringLiteral("FL"), {{"America/New_York"}, till20}}, {QStringLiteral("OK"), {{"America/Chicago"}, till20}},
        {QStringLiteral("CT"), {{"America/New_York"}, from9}}, {QStringLiteral("IL"), {{"America/Chicago"}, plain}},
        {QStringLiteral("TX"), {{"America/Chicago", "America/Denver"}, texas}},
        {QStringLiteral("LA"), {{"America/Chicago"}, restDay}}, {QStringLiteral("AL"), {{"America/Chicago"}, restDay}},
        {QStringLiteral("MS"), {{"America/Chicago"}, restDay}}, {QStringLiteral("CO"), {{"America/Denver"}, plain}},
        {QStringLiteral("AZ"), {{"America/Phoenix"}, plain}}, {QStringLiteral("UT"), {{"America/Denver"}, utah}},
        {QStringLiteral("CA"), {{"America/Los_Angeles"}, plain}},
        {QStringLiteral("WA"), {{"America/Los_Angeles"}, plain}},
        {QStringLiteral("AK"), {{"America/Anchorage"}, plain}}, {QStringLiteral("HI"), {{"Pacific/Honolulu"}, plain}},
        {QStringLiteral("RI"), {{"America/New_York"}, rhode}},
        {QStringLiteral("ON"), {{"America/Toronto", "America/Winnipeg"}, north}},
        {QStringLiteral("BC"), {{"America/Vancouver", "America/Edmonton"}, north}},
        {QStringLiteral("NS"), {{"America/Halifax"}, north}}, {QString(), {{"America/New_York"}, unknown}}};
    return regions;
}

/// The region of an invented number's area code; empty: it tells none. Each of these codes lies in one zone only, which
/// is its region's first.
inline QString regionOfCode(int code)
{
    static const std::map<int, const char *> regions{{212, "NY"}, {518, "NY"}, {201, "NJ"}, {301, "MD"}, {305, "FL"},
        {407, "FL"}, {860, "CT"}, {312, "IL"}, {214, "TX"}, {405, "OK"}, {504, "LA"}, {205, "AL"}, {601, "MS"},
        {303, "CO"}, {602, "AZ"}, {801, "UT"}, {213, "CA"}, {415, "CA"}, {206, "WA"}, {907, "AK"}, {808, "HI"},
        {401, "RI"}, {416, "ON"}, {604, "BC"}, {902, "NS"}};
    const auto found = regions.find(code);
    return found == regions.end() ? QString() : QString::fromLatin1(found->second);
}

/// Federal holidays of 2026 on which states that rest on holidays may not be called.
inline bool isFederalHoliday(const QDate &day)
{
    static const QStringList days{QStringLiteral("2026-05-25"), QStringLiteral("2026-06-19"),
        QStringLiteral("2026-07-04"), QStringLiteral("2026-09-07"), QStringLiteral("2026-10-12"),
        QStringLiteral("2026-11-11"), QStringLiteral("2026-11-26"), QStringLiteral("2026-12-25")};
    return days.contains(day.toString(Qt::ISODate));
}

inline bool isInside(const QDateTime &at, const char *zone, const CallHours &hours)
{
    const QDateTime local = at.toTimeZone(QTimeZone(zone));
    if (!hours.holidays && isFederalHoliday(local.date()))
        return false;
    const int minute = local.time().hour() * 60 + local.time().minute(), day = local.date().dayOfWeek();
    const int from = day == 7 ? hours.sunFrom : day == 6 ? hours.satFrom : hours.from;
    const int until = day == 7 ? hours.sunUntil : day == 6 ? hours.satUntil : hours.until;
    return minute >= from && minute < until;
}

/// Whether a customer of this stated region and this number may be called or texted at that moment: everywhere that
/// they may be it has to be inside.
inline bool mayBeCalled(const QDateTime &at, const QString &region, const QString &e164)
{
    const QString coded = regionOfCode(e164.mid(2, 3).toInt());
    std::vector<std::pair<const char *, CallHours>> places;
    if (!coded.isEmpty())
        places.emplace_back(callRegions().at(coded).zones.front(), callRegions().at(coded).hours);
    if (region != coded) {
        const CallRegion &stated = callRegions().at(region);
        for (const char *zone : region.isEmpty() ? std::vector<const char *>() : stated.zones)
            places.emplace_back(zone, stated.hours);
    }
    if (places.empty())
        places.emplace_back(callRegions().at({}).zones.front(), callRegions().at({}).hours);
    return std::ranges::all_of(places, [&](const auto &place) { return isInside(at, place.first, place.second); });
}

} // namespace updesk
