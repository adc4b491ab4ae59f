// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/regiontime.h"

#include <QCoreApplication>

namespace updesk
{

namespace
{

/// The context of the one sentence here.
struct Region {
    Q_DECLARE_TR_FUNCTIONS(RegionTime)
public:
    //: A weekday or a day, then a time: "Fri 8:30", "Mar 24 10:00"
    static QString dayAndTime(const QString &day, const QString &time) { return tr("%1 %2").arg(day, time); }
};

bool hasRegion() { return QLocale().language() != QLocale::C; }

/// Qt has no form of a date without its year: the long one says whether the day stands before the month.
bool isDayFirst(const QLocale &locale)
{
    const QString form = locale.dateFormat(QLocale::LongFormat);
    for (qsizetype i = 0; i < form.size(); ++i) {
        if (form[i] == u'M')
            return false;
        if (form[i] != u'd')
            continue;
        const qsizetype from = i;
        while (i + 1 < form.size() && form[i + 1] == u'd')
            ++i;
        if (i - from < 2) // three or four are the weekday
            return true;
    }
    return false;
}

bool isNear(const QDate &day, const QDate &today)
{
    const qint64 days = today.daysTo(day);
    return days >= -6 && days <= 6;
}

} // namespace

QLocale regionLocale() { return hasRegion() ? QLocale() : QLocale(QLocale::English, QLocale::UnitedStates); }

QString regionTime(const QTime &time)
{
    if (!hasRegion())
        return time.toString(QStringLiteral("H:mm"));
    // Qt's "AP" turns the region's own "p. m." into capitals; "Ap" leaves it.
    const QLocale locale;
    return locale.toString(
        time, locale.timeFormat(QLocale::ShortFormat).replace(QLatin1String("AP"), QLatin1String("Ap")));
}

QString regionDay(const QDate &day)
{
    const QLocale locale = regionLocale();
    return locale.toString(day, isDayFirst(locale) ? QStringLiteral("d MMM") : QStringLiteral("MMM d"));
}

QString regionLongDay(const QDate &day, const QDate &today)
{
    const QLocale locale = regionLocale();
    const bool first = isDayFirst(locale);
    if (day.year() == today.year())
        return locale.toString(day, first ? QStringLiteral("d MMMM") : QStringLiteral("MMMM d"));
    return locale.toString(day, first ? QStringLiteral("d MMMM yyyy") : QStringLiteral("MMMM d, yyyy"));
}

QString regionWeekday(const QDate &day, QLocale::FormatType form)
{
    return regionLocale().dayName(day.dayOfWeek(), form);
}

QString regionMoment(const QDateTime &at, const QDate &today, QLocale::FormatType weekday)
{
    if (at.date() == today)
        return regionTime(at.time());
    return isNear(at.date(), today) ? Region::dayAndTime(regionWeekday(at.date(), weekday), regionTime(at.time()))
                                    : regionDay(at.date());
}

QString regionMomentWithTime(const QDateTime &at, const QDate &today)
{
    const QString moment = regionMoment(at, today);
    return at.date() == today || isNear(at.date(), today) ? moment : Region::dayAndTime(moment, regionTime(at.time()));
}

PhraseHabits regionHabits(Toward toward)
{
    const QLocale locale;
    const bool dayFirst = hasRegion() && locale.dateFormat(QLocale::ShortFormat).startsWith(QLatin1Char('d'));
    return {locale.name(), dayFirst ? DateOrder::DayFirst : DateOrder::MonthFirst, toward};
}

QString regionMoney(qint64 cents)
{
    return regionLocale().toCurrencyString(double(cents) / 100.0, {}, cents % 100 == 0 ? 0 : 2);
}

QStringList widestMoments()
{
    QStringList all;
    const QDate monday(2026, 3, 23);
    for (int i = 0; i < 7; ++i)
        for (const QTime &time : {QTime(10, 58), QTime(22, 58)})
            all << Region::dayAndTime(regionWeekday(monday.addDays(i)), regionTime(time));
    for (int month = 1; month <= 12; ++month)
        all << regionDay(QDate(2026, month, 28));
    return all;
}

} // namespace updesk
