// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/leads/localdays.h"

#include <QJsonArray>
#include <QJsonObject>

#include <array>
#include <map>

namespace updesk
{

/// Minutes after local midnight; `to` may exceed 1440 for a store open past midnight (26:00 is 2 in the morning).
struct OpenSpan {
    int from = 0;
    int to = 0;
    bool operator==(const OpenSpan &) const = default;
};

/// When a store answers: a week of opening spans, holidays by local date, and its time zone. All moments are ms UTC.
///
/// What runs past midnight belongs to the day it began on, so a holiday does not cut the night before it. Times that a
/// daylight-saving change skips or repeats: opening at the first such moment, closing at the end of the last.
/// Knows 1970 to 2099; outside it a store is closed. Keeps a cache: give each thread its own copy.
class Hours
{
public:
    Hours() = default;

    /// week {"mon":[["08:00","12:00"],["13:00","20:00"]],"fri":[["18:00","26:00"]]}: days not named are closed.
    /// holidays [{"day":"2026-12-25","closed":true},{"day":"2026-12-24","spans":[["08:00","13:00"]]}].
    /// Invalid with subject tz, week.DAY or holidays.N for what is unknown, unordered, overlapping or there twice.
    static Result<Hours> fromJson(const QString &zoneId, const QJsonObject &week, const QJsonArray &holidays);
    /// The same from JSON text as the store keeps it; empty text has nothing in it. Invalid with subject week or
    /// holidays when it is no JSON.
    static Result<Hours> fromText(const QString &zoneId, const QString &week, const QString &holidays);
    QString zoneId() const { return m_zoneId; }
    QJsonObject weekJson() const;
    QJsonArray holidaysJson() const;

    bool isOpen(Time moment) const;
    Time nextOpening(Time moment) const; ///< `moment` itself when open; 0: none in 400 days
    Time closing(Time moment) const; ///< end of the open time it is in, 400 days on at most; 0 when closed
    Time openBetween(Time from, Time to) const; ///< open ms in [from, to); 0 when reversed

    /// Whether the day (a number of LocalDays) has hours of its own instead of the week's.
    bool isHoliday(int day) const { return m_holidays.contains(day); }
    LocalMoment local(Time moment) const { return m_days.at(moment); }
    int dayOf(Time moment) const { return dateNumber(m_days.dayOf(moment)); } ///< local date as yyyymmdd
    Time startOfDay(Time moment) const { return m_days.startOf(m_days.dayOf(moment)); }
    Time endOfDay(Time moment) const { return m_days.startOf(m_days.dayOf(moment) + 1); } ///< the next local midnight
    const LocalDays &days() const { return m_days; }

    /// Slots for calls: the first open moment after `moment` that begins a morning (8 to 12) or an afternoon (13 to
    /// 20), the hours in which customers may be called anywhere; 0: none in 400 days.
    Time nextMorning(Time moment) const;
    Time nextAfternoon(Time moment) const;

    bool operator==(const Hours &other) const
    {
        return m_zoneId == other.m_zoneId && m_week == other.m_week && m_holidays == other.m_holidays;
    }

private:
    using Spans = std::vector<OpenSpan>;
    struct Open {
        Time from, to;
        Time before; ///< open ms of the window before this one
    };
    /// Expanded days [firstDay, endDay); answers moments in [from, to).
    struct Window {
        Time from = 0, to = 0;
        int firstDay = 0, endDay = 0;
        std::vector<Open> opens;
    };
    bool cover(Time moment) const;
    void expand(int firstDay, int endDay) const;
    const Spans &spansOf(int day) const;
    const Open *openAt(Time moment) const; ///< the last one that begins at or before; null: none
    Time openUntil(Time moment) const;
    Time nextSlot(Time moment, int fromMinute, int toMinute) const;

    QString m_zoneId = QStringLiteral("UTC");
    LocalDays m_days;
    std::array<Spans, 7> m_week;
    std::map<int, Spans> m_holidays; ///< by day number; no spans: closed
    mutable Window m_window;
};

} // namespace updesk
