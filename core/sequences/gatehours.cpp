// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/gatehours.h"

#include "core/people/region.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr int kDaysAhead = 31; ///< further on no hours are looked for

bool isHoliday(const CountryRules &country, const QDate &day)
{
    return std::ranges::any_of(country.holidays, [&day](const YearDay &one) { return one.isOn(day); });
}

DayWindow windowOn(const QDate &day, const GatePlace &place, const LegalRules &rules)
{
    const CountryRules &country = place.canada ? rules.canada : rules.us;
    if (!day.isValid()) // beyond what a calendar knows
        return {};
    if (place.closedOnHolidays && isHoliday(country, day))
        return {};
    return place.hours[size_t(day.dayOfWeek() - 1)];
}

Time momentOn(const QDate &day, int minute, const QTimeZone &zone)
{
    return minute >= 24 * 60 ? QDateTime(day.addDays(1), QTime(0, 0), zone).toMSecsSinceEpoch()
                             : QDateTime(day, QTime(minute / 60, minute % 60), zone).toMSecsSinceEpoch();
}

/// The first moment from `at` on that is inside the hours of this place; 0: none.
Time insideFrom(Time at, const GatePlace &place, const QTimeZone &zone, const LegalRules &rules)
{
    const QDate first = QDateTime::fromMSecsSinceEpoch(at, zone).date();
    for (int ahead = 0; ahead <= kDaysAhead; ++ahead) {
        const QDate day = first.addDays(ahead);
        const DayWindow window = windowOn(day, place, rules);
        if (window.from >= window.until)
            continue;
        const Time from = momentOn(day, window.from, zone), until = momentOn(day, window.until, zone);
        if (at < until)
            return std::max(at, from);
    }
    return 0;
}

void addPlaces(std::vector<GatePlace> &places, const QStringList &zones, const QString &state, const LegalRules &rules)
{
    const auto known = rules.states.find(state);
    if (known == rules.states.end())
        return;
    for (const QString &zone : zones) {
        const StateRules &of = known->second;
        GatePlace place{zone, state, of.canada, of.hours, of.closedOnHolidays};
        if (std::ranges::find(places, place) == places.end())
            places.push_back(std::move(place));
    }
}

QString stateOfZip(const LegalRules &rules, const QString &digits)
{
    // Five digits or nine; where a spreadsheet took the zero in front, one less.
    const bool lost = digits.size() == 4 || digits.size() == 8;
    const int zip = (lost ? u'0' + digits : digits).left(5).toInt();
    const auto after = std::ranges::upper_bound(rules.zips, zip, {}, &ZipRange::from);
    if (after == rules.zips.begin())
        return {};
    const ZipRange &range = *std::prev(after);
    return zip <= range.to ? range.state : QString();
}

} // namespace

QString regionOfPostal(const LegalRules &rules, const QString &postal, const QString &country)
{
    static const QRegularExpression zip(QStringLiteral("^([0-9]{4,5})(?:-?([0-9]{4}))?$"));
    static const QRegularExpression canadian(QStringLiteral("^[A-Z][0-9][A-Z](?:-?[0-9][A-Z][0-9])?$"));
    if (postal.size() > 20)
        return {};
    QString code = postal.simplified().toUpper();
    code.remove(u' ');
    const bool any = country.trimmed().isEmpty();
    if (any || saysUnitedStates(country)) {
        if (zip.match(code).hasMatch())
            return stateOfZip(rules, code.remove(u'-'));
    }
    if ((any || saysCanada(country)) && canadian.match(code).hasMatch())
        return rules.canadaPostal.value(code.left(3), rules.canadaPostal.value(code.left(1)));
    return {};
}

std::vector<GatePlace> gatePlaces(const LegalRules &rules, const QString &region, const QString &e164)
{
    const QString stated = region.trimmed().toUpper();
    const bool american = e164.startsWith(QLatin1String("+1")) && e164.size() == 12;
    const AreaCode code = american ? rules.areaCodes.value(e164.mid(2, 3)) : AreaCode();
    std::vector<GatePlace> places;
    if (const auto state = rules.states.find(stated); state != rules.states.end())
        addPlaces(places, code.states.contains(stated) ? code.zones : state->second.zones, stated, rules);
    for (const QString &state : code.states)
        addPlaces(places, code.zones, state, rules);
    return places;
}

GatePlace unknownPlace(const LegalRules &rules) { return {rules.unknownZone, {}, false, rules.unknownHours, false}; }

QuietTime quietTime(Time at, const std::vector<GatePlace> &places, const LegalRules &rules)
{
    QuietTime out;
    out.opens = at;
    bool any = false;
    for (const GatePlace &place : places) {
        const QTimeZone zone(place.zone.toUtf8());
        if (!zone.isValid())
            continue;
        const bool outside = insideFrom(at, place, zone, rules) != at;
        if (!any || (outside && !out.quiet)) {
            const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, zone);
            const DayWindow window = windowOn(local.date(), place, rules);
            out.zone = place.zone;
            out.state = place.state;
            out.canada = place.canada;
            const CountryRules &country = place.canada ? rules.canada : rules.us;
            out.stateHours = !place.state.isEmpty() && (place.closedOnHolidays || place.hours != country.hours);
            out.minute = local.time().msecsSinceStartOfDay() / 60'000;
            out.from = window.from;
            out.until = window.until;
        }
        any = true;
        out.quiet = out.quiet || outside;
    }
    // Each place may push the moment on; it is settled once a round moves nothing.
    const Time last = at + kDaysAhead * kDay;
    for (bool moved = out.quiet; moved && out.opens != 0;) {
        moved = false;
        for (const GatePlace &place : places) {
            const QTimeZone zone(place.zone.toUtf8());
            const Time inside = zone.isValid() ? insideFrom(out.opens, place, zone, rules) : out.opens;
            moved = moved || inside != out.opens;
            out.opens = inside > last ? 0 : inside;
            if (out.opens == 0)
                break;
        }
    }
    return out;
}

QDate dayIn(Time at, const QString &zone)
{
    const QTimeZone known(zone.toUtf8());
    return QDateTime::fromMSecsSinceEpoch(at, known.isValid() ? known : QTimeZone::utc()).date();
}

QDate businessDaysAfter(QDate day, int days, const CountryRules &country)
{
    while (days > 0) {
        day = day.addDays(1);
        days -= day.dayOfWeek() < 6 && !isHoliday(country, day);
    }
    return day;
}

} // namespace updesk
