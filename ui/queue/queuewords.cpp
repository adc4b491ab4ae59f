// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuewords.h"

#include "ui/parts/tierpaint.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr Time kCountdown = kHour; ///< so long a clock counts minutes and seconds

QString minutesAndSeconds(Time ms)
{
    const Time seconds = ms / kSecond;
    return QStringLiteral("%1:%2")
        .arg(seconds / 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

bool isPlanned(const LeadNow &row) { return row.nextDue > 0 || row.confirmDue > 0; }

Time plannedAt(const LeadNow &row)
{
    if (row.nextDue > 0 && row.confirmDue > 0)
        return std::min(row.nextDue, row.confirmDue);
    return std::max(row.nextDue, row.confirmDue);
}

} // namespace

QueueWords::QueueWords(std::shared_ptr<const Rulebook> rules) : m_rules(std::move(rules))
{
    if (m_rules) {
        const QTimeZone zone(m_rules->hours.zoneId().toUtf8());
        m_zone = zone.isValid() ? zone : m_zone;
    }
}

QString QueueWords::timeOfDay(Time at) const
{
    const QLocale locale;
    const QTime time = QDateTime::fromMSecsSinceEpoch(at, m_zone).time();
    if (locale.language() == QLocale::C)
        return time.toString(QStringLiteral("H:mm"));
    return locale.toString(time, QLocale::ShortFormat);
}

QString QueueWords::dayAndTime(Time at, Time now, const QString &dayFormat) const
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, m_zone);
    const qint64 days = QDateTime::fromMSecsSinceEpoch(now, m_zone).date().daysTo(local.date());
    const QLocale locale;
    if (days == 0)
        return timeOfDay(at);
    if (days < -6 || days > 6)
        return locale.toString(local.date(), tr("MMM d", "a date without its year, Qt format"));
    //: A weekday and a time: "Fri 8:30"
    return tr("%1 %2").arg(locale.toString(local.date(), dayFormat), timeOfDay(at));
}

QString QueueWords::moment(Time at, Time now) const { return dayAndTime(at, now, QStringLiteral("ddd")); }
QString QueueWords::spokenMoment(Time at, Time now) const { return dayAndTime(at, now, QStringLiteral("dddd")); }

QString QueueWords::age(Time received, Time now) const
{
    const Time ms = std::max<Time>(0, now - received);
    const QLocale locale;
    if (ms < kHour)
        return tr("%1 min", "age in minutes").arg(ms / kMinute);
    if (ms < kDay)
        return tr("%1 h", "age in hours").arg(ms / kHour);
    return tr("%1 d", "age in days").arg(locale.toString(ms / kDay));
}

QString QueueWords::length(Time ms) const
{
    const int seconds = int(std::min<Time>(ms / kSecond, 100'000'000));
    if (seconds < 60)
        return tr("%n second(s)", nullptr, seconds);
    if (seconds < 3600)
        return tr("%n minute(s)", nullptr, seconds / 60);
    if (seconds < 86400)
        return tr("%n hour(s)", nullptr, seconds / 3600);
    return tr("%n day(s)", nullptr, seconds / 86400);
}

ClockView QueueWords::clockOf(const LeadNow &row, Time now) const
{
    ClockView view = clockView(clockFactsOf(row), now);
    if (view.state == ClockState::Stopped && isPlanned(row)
        && (row.clock == LeadNow::BornStopped || now - row.received >= kCountdown))
        view.state = ClockState::None; // the answer is old news: what is planned counts
    return view;
}

ClockLook QueueWords::clock(const LeadNow &row, Time now) const
{
    const ClockView view = clockOf(row, now);
    const Time total = std::max<Time>(1, row.clockDue - row.clockFrom);
    switch (view.state) {
    case ClockState::Running:
        return {ClockMark::Running, view.ms < kCountdown ? minutesAndSeconds(view.ms) : moment(row.clockDue, now),
            double(view.ms) / double(total)};
    case ClockState::Close:
        return {ClockMark::Close, minutesAndSeconds(view.ms), 0.5};
    case ClockState::Late:
        if (view.ms >= kDay)
            return {ClockMark::Late, tr("+%1 d", "late by days").arg(view.ms / kDay), 0};
        if (view.ms >= kCountdown)
            return {ClockMark::Late, tr("+%1 h", "late by hours").arg(view.ms / kHour), 0};
        return {ClockMark::Late, u'+' + minutesAndSeconds(view.ms), 0};
    case ClockState::AfterHours:
        return {ClockMark::AfterHours, moment(row.clockDue, now), 1};
    case ClockState::Waiting:
        return {ClockMark::Waiting, view.ms < kCountdown ? minutesAndSeconds(view.ms) : age(row.waitingSince, now), 1};
    case ClockState::Stopped:
        if (row.clock == LeadNow::BornStopped)
            return {};
        return {view.hollow ? ClockMark::Told : ClockMark::Stopped,
            view.ms < kCountdown ? minutesAndSeconds(view.ms) : age(0, view.ms), 1};
    case ClockState::None:
        break;
    }
    if (!isPlanned(row) || row.closed != Closed::Open)
        return {};
    return {ClockMark::Due, moment(plannedAt(row), now), 1};
}

QString QueueWords::spokenClock(const LeadNow &row, Time now) const
{
    const ClockView view = clockOf(row, now);
    const Time seconds = view.ms / kSecond;
    const QString minutes = tr("%n minute(s)", nullptr, int(seconds / 60));
    switch (view.state) {
    case ClockState::Running:
        if (view.ms >= kCountdown)
            return tr("Due %1").arg(spokenMoment(row.clockDue, now));
        //: %1: "3 minutes", %n: seconds
        return tr("%1 %n second(s) left", nullptr, int(seconds % 60)).arg(minutes);
    case ClockState::Close:
        return tr("Close: %1 %n second(s) left", nullptr, int(seconds % 60)).arg(minutes);
    case ClockState::Late:
        return tr("Late by %1").arg(length(view.ms));
    case ClockState::AfterHours:
        return tr("Due %1, %2 after opening")
            .arg(spokenMoment(row.clockDue, now), length(row.clockDue - row.clockFrom));
    case ClockState::Waiting:
        return tr("Waiting %1 for our reply").arg(length(view.ms));
    case ClockState::Stopped:
        if (row.clock == LeadNow::BornStopped)
            return row.type == LeadType::Phone ? tr("Came by phone") : tr("Came in person");
        return view.hollow ? tr("Answered in %1, as told").arg(length(view.ms))
                           : tr("Answered in %1").arg(length(view.ms));
    case ClockState::None:
        break;
    }
    return isPlanned(row) && row.closed == Closed::Open ? tr("Due %1").arg(spokenMoment(plannedAt(row), now))
                                                        : tr("Nothing due");
}

} // namespace updesk
