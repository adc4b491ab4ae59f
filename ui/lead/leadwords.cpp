// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/leadwords.h"

#include "ui/parts/gatewords.h"
#include "ui/parts/regiontime.h"

#include <algorithm>

namespace updesk
{

QString LeadWords::dayHeading(Time at, Time now) const
{
    const QDate day = local(at).date();
    const QDate today = local(now).date();
    if (day == today)
        return tr("Today");
    return day.daysTo(today) == 1 ? tr("Yesterday") : regionLongDay(day, today);
}

int LeadWords::dayNumber(Time at) const
{
    const QDate day = local(at).date();
    return day.year() * 10000 + day.month() * 100 + day.day();
}

QString LeadWords::leadAge(Time received, Time now)
{
    const Time ms = std::max<Time>(0, now - received);
    if (ms < kHour)
        return tr("Lead %n min old", nullptr, int(ms / kMinute));
    if (ms < kDay)
        return tr("Lead %n h old", nullptr, int(ms / kHour));
    return tr("Lead %n day(s) old", nullptr, int(ms / kDay));
}

QString LeadWords::callLength(int seconds)
{
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString LeadWords::ordinal(int n)
{
    switch (n) {
    case 2:
        return tr("2nd");
    case 3:
        return tr("3rd");
    default:
        return tr("%1th", "an ordinal from 4 on").arg(n);
    }
}

ClockLook LeadWords::clock(const LeadNow &row, Time now) const
{
    return face(clockView(clockFactsOf(row), now), row, now);
}

QString LeadWords::spokenClock(const LeadNow &row, Time now) const
{
    const QString words = spoken(clockView(clockFactsOf(row), now), row, now);
    return words.isEmpty() ? tr("No clock") : words;
}

QString LeadWords::clockTitle(const LeadNow &row, Time now)
{
    switch (clockView(clockFactsOf(row), now).state) {
    case ClockState::Waiting:
        return tr("Waiting for us");
    case ClockState::Stopped:
        return row.clock == LeadNow::BornStopped ? QString() : tr("Answered in");
    case ClockState::None:
        return {};
    default:
        return tr("First response");
    }
}

static QString hourWords(int minute) { return regionTime(QTime(minute / 60 % 24, minute % 60)); }

QString LeadWords::nightQuestion(const GateVerdict &verdict) { return GateWords::reasons(verdict).join(u' '); }

QString LeadWords::nightWarning(const QString &moment, const QuietTime &quiet)
{
    if (quiet.from >= quiet.until)
        //: %1: the moment typed, %2: the time it is there then
        return tr("%1. It is %2 where they are then, on a day without calls. Enter books it all the same.")
            .arg(moment, hourWords(quiet.minute));
    //: %1: the moment typed, %2: the time it is there then, %3 and %4: from when to when calls are right
    return tr("%1. It is %2 where they are then, outside %3 to %4. Enter books it all the same.")
        .arg(moment, hourWords(quiet.minute), hourWords(quiet.from), hourWords(quiet.until));
}

} // namespace updesk
