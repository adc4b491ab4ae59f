// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vehicles/month.h"

#include "core/base/text.h"

#include <QDateTime>

namespace updesk
{

// 1 to 12 by number or by the first letters of its name; 0: no month.
static int monthOf(const QString &word, const QLocale &locale)
{
    bool number = false;
    const int n = word.toInt(&number);
    if (number)
        return n >= 1 && n <= 12 ? n : 0;
    constexpr qsizetype kFewest = 3;
    const QString typed = folded(word);
    if (typed.size() < kFewest)
        return 0;
    for (const QLocale &language : {locale, QLocale::c()}) {
        for (int month = 1; month <= 12; ++month) {
            if (folded(language.standaloneMonthName(month)).startsWith(typed)
                || folded(language.monthName(month)).startsWith(typed))
                return month;
        }
    }
    return 0;
}

static int yearOf(const QString &word)
{
    bool number = false;
    const int year = word.toInt(&number);
    return number && word.size() == 4 && year >= 1920 && year <= 2100 ? year : 0;
}

std::optional<Time> monthTyped(const QString &text, const QLocale &locale)
{
    QString plain = text.left(40);
    for (const QChar separator : {u'/', u'-', u'.', u','})
        plain.replace(separator, u' ');
    const QStringList words = plain.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return Time(0);
    int year = 0, month = words.size() == 1 ? 1 : 0;
    for (const QString &word : words) {
        const int isYear = yearOf(word), isMonth = isYear == 0 ? monthOf(word, locale) : 0;
        if ((isYear > 0 && year > 0) || (isMonth > 0 && (month > 0 || words.size() == 1)) || isYear + isMonth == 0)
            return std::nullopt;
        year = isYear > 0 ? isYear : year;
        month = isMonth > 0 ? isMonth : month;
    }
    if (year == 0 || month == 0)
        return std::nullopt;
    return QDateTime(QDate(year, month, 1), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch();
}

} // namespace updesk
