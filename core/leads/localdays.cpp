// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/localdays.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>

namespace updesk
{

namespace
{

constexpr Time kKnownUntil = 4'102'444'800'000; // 2100-01-01

constexpr Time kFarthest = 253'402'300'799'999; // the end of the year 9999: days beyond it are not told apart

Time bounded(Time moment) { return std::clamp(moment, -kFarthest, kFarthest); }

int floorDay(Time local) { return int(local >= 0 ? local / kDay : (local - kDay + 1) / kDay); }

} // namespace

LocalDays::LocalDays(const QTimeZone &zone)
{
    const auto utc = [](Time moment) { return QDateTime::fromMSecsSinceEpoch(moment, Qt::UTC); };
    m_pieces.push_back({0, Time(zone.offsetFromUtc(utc(0))) * kSecond});
    // Asked again a day after the last: Qt stops once where the zone's table ends and its rule for later years begins.
    for (Time from = 0;;) {
        const auto changes = zone.transitions(utc(from), utc(kKnownUntil));
        if (changes.isEmpty())
            return;
        for (const QTimeZone::OffsetData &change : changes) {
            const Piece piece{change.atUtc.toMSecsSinceEpoch(), Time(change.offsetFromUtc) * kSecond};
            if (piece.from > m_pieces.back().from && piece.offset != m_pieces.back().offset)
                m_pieces.push_back(piece);
        }
        from = changes.last().atUtc.toMSecsSinceEpoch() + kDay;
    }
}

size_t LocalDays::pieceAt(Time moment) const
{
    const auto after = std::upper_bound(
        m_pieces.begin(), m_pieces.end(), moment, [](Time at, const Piece &piece) { return at < piece.from; });
    return after == m_pieces.begin() ? 0 : size_t(after - m_pieces.begin()) - 1;
}

int LocalDays::dayOf(Time time) const
{
    const Time moment = bounded(time);
    return floorDay(moment + m_pieces[pieceAt(moment)].offset);
}

LocalMoment LocalDays::at(Time time) const
{
    const Time moment = bounded(time);
    const Time local = moment + m_pieces[pieceAt(moment)].offset;
    const int day = floorDay(local);
    const int fromMonday = ((day + 3) % 7 + 7) % 7; // 1970-01-01 was a Thursday
    return {day, int((local - day * kDay) / kMinute), fromMonday + 1};
}

Time LocalDays::first(int day, int minute) const
{
    const Time local = day * kDay + minute * kMinute;
    for (size_t i = pieceAt(local - 26 * kHour);; ++i) {
        const Time from = i == 0 ? local - 27 * kHour : m_pieces[i].from;
        const Time moment = std::max(from, local - m_pieces[i].offset);
        if (i + 1 == m_pieces.size() || moment < m_pieces[i + 1].from)
            return moment;
    }
}

Time LocalDays::last(int day, int minute) const
{
    const Time local = day * kDay + minute * kMinute;
    for (size_t i = pieceAt(local + 26 * kHour);; --i) {
        const Time moment = local - m_pieces[i].offset;
        if (i == 0 || moment > m_pieces[i].from)
            return i + 1 < m_pieces.size() ? std::min(moment, m_pieces[i + 1].from) : moment;
    }
}

int dateNumber(int day)
{
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    return int(date.year()) * 10000 + int(unsigned(date.month())) * 100 + int(unsigned(date.day()));
}

int dayOfDate(int yyyymmdd)
{
    const std::chrono::year_month_day date{std::chrono::year(yyyymmdd / 10000),
        std::chrono::month(unsigned(yyyymmdd / 100 % 100)), std::chrono::day(unsigned(yyyymmdd % 100))};
    if (yyyymmdd < 19700101 || !date.ok())
        return -1;
    return int(std::chrono::sys_days(date).time_since_epoch().count());
}

} // namespace updesk
