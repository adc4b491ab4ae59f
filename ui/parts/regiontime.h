// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/timephrase.h"

#include <QDateTime>
#include <QLocale>

namespace updesk
{

/// The region whose forms dates, times, numbers and money have on screen. A system that names none gets the United
/// States' forms, with a clock of 24 hours.
QLocale regionLocale();

/// "14:00" or "2:00 PM".
QString regionTime(const QTime &time);
/// "Mar 24" or "24 mars": a day of about this year.
QString regionDay(const QDate &day);
/// "March 24", in another year than `today` "March 24, 2025": as a heading.
QString regionLongDay(const QDate &day, const QDate &today);
/// "Fri" or, long, "Friday".
QString regionWeekday(const QDate &day, QLocale::FormatType form = QLocale::ShortFormat);
/// The shortest that is clear: "14:00" today, "Fri 14:00" within 6 days, else "Mar 24".
QString regionMoment(const QDateTime &at, const QDate &today, QLocale::FormatType weekday = QLocale::ShortFormat);
/// The same, and beyond 6 days with its time: "Mar 24 14:00".
QString regionMomentWithTime(const QDateTime &at, const QDate &today);
/// "$1,234" or "1 234 $"; cents are shown when there are any.
QString regionMoney(qint64 cents);

/// How people of the region type a day: "3/4" by its own order of day and month.
PhraseHabits regionHabits(Toward toward);

/// Texts as wide as regionMoment() gets for a moment near today, to measure columns by.
QStringList widestMoments();

} // namespace updesk
