// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/hourswords.h"

#include "ui/parts/regiontime.h"

namespace updesk
{

static constexpr const char *kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
static constexpr int kMostHolidays = 6;
static const QDate kMonday(2026, 3, 9); ///< any

// 26:00 is 2 in the morning.
static QString hourOf(const QJsonValue &text)
{
    const QStringList parts = text.toString().split(u':');
    return regionTime(QTime(parts.value(0).toInt() % 24, parts.value(1).toInt()));
}

QString HoursWords::spans(const QJsonArray &spans)
{
    QStringList all;
    for (const QJsonValue &one : spans) {
        const QJsonArray span = one.toArray();
        //: %1 and %2: hours of the day
        all << tr("%1 to %2").arg(hourOf(span.at(0)), hourOf(span.at(1)));
    }
    return all.isEmpty() ? tr("closed") : all.join(tr(" and ", "between two spans of hours"));
}

QString HoursWords::week(const Hours &hours)
{
    const QJsonObject week = hours.weekJson();
    QStringList lines;
    for (int day = 0; day < 7;) {
        const QJsonArray spansThen = week[QLatin1String(kDays[day])].toArray();
        int last = day;
        while (last < 6 && week[QLatin1String(kDays[last + 1])].toArray() == spansThen)
            ++last;
        const QString from = regionWeekday(kMonday.addDays(day)), to = regionWeekday(kMonday.addDays(last));
        //: %1 and %2: days of the week
        const QString days = day == last ? from : tr("%1 to %2", "days of the week").arg(from, to);
        //: %1: days of the week, %2: "9:00 to 20:00" or "closed"
        lines << tr("%1 %2", "days and their hours").arg(days, spans(spansThen));
        day = last + 1;
    }
    return lines.join(tr(", ", "between days and their hours"));
}

QString HoursWords::holidays(const Hours &hours, const QDate &today)
{
    QStringList lines;
    for (const QJsonValue &value : hours.holidaysJson()) {
        const QJsonObject one = value.toObject();
        const QDate day = QDate::fromString(one[QLatin1String("day")].toString(), Qt::ISODate);
        if (!day.isValid() || day < today || lines.size() >= kMostHolidays)
            continue;
        lines << tr("%1 %2", "days and their hours")
                     .arg(regionLongDay(day, today), spans(one[QLatin1String("spans")].toArray()));
    }
    return lines.join(tr(", ", "between days and their hours"));
}

} // namespace updesk
