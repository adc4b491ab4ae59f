// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/hours.h"

#include <QDate>
#include <QJsonDocument>

namespace updesk
{

namespace
{

constexpr std::array kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr int kLatestMinute = 48 * 60;

QString weekdayKey(size_t weekday) { return QString::fromLatin1(kWeekdays[weekday]); }

/// Minutes of "HH:MM"; -1 when it is not of that form or past 48:00.
int minutesOf(const QString &text)
{
    if (text.size() != 5 || text[2] != QLatin1Char(':'))
        return -1;
    int digits[4];
    const int places[4] = {0, 1, 3, 4};
    for (int i = 0; i < 4; ++i) {
        const char16_t letter = text[places[i]].unicode();
        if (letter < u'0' || letter > u'9')
            return -1;
        digits[i] = letter - u'0';
    }
    const int minute = digits[2] * 10 + digits[3];
    const int minutes = (digits[0] * 10 + digits[1]) * 60 + minute;
    return minute < 60 && minutes <= kLatestMinute ? minutes : -1;
}

QString textOf(int minutes)
{
    return QStringLiteral("%1:%2")
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

Error invalid(const QString &subject, const char *detail)
{
    return {Error::Code::Invalid, subject, QString::fromLatin1(detail)};
}

Result<std::vector<OpenSpan>> readSpans(const QJsonValue &value, const QString &subject)
{
    if (!value.isArray())
        return invalid(subject, "list");
    std::vector<OpenSpan> spans;
    for (const QJsonValue &item : value.toArray()) {
        const QJsonArray pair = item.toArray();
        const OpenSpan span{minutesOf(pair.at(0).toString()), minutesOf(pair.at(1).toString())};
        if (pair.size() != 2 || span.from < 0 || span.from >= 24 * 60 || span.to <= span.from
            || span.to - span.from > 24 * 60)
            return invalid(subject, "span");
        if (!spans.empty() && span.from < spans.back().to)
            return invalid(subject, "spans_order");
        spans.push_back(span);
    }
    return spans;
}

QJsonArray jsonOf(const std::vector<OpenSpan> &spans)
{
    QJsonArray out;
    for (const OpenSpan &span : spans)
        out.append(QJsonArray{textOf(span.from), textOf(span.to)});
    return out;
}

/// A holiday's day number and spans (none: closed).
Result<std::pair<int, std::vector<OpenSpan>>> holidayOf(const QJsonObject &holiday, const QString &subject)
{
    const QDate date = QDate::fromString(holiday.value(QLatin1String("day")).toString(), Qt::ISODate);
    const int day = date.isValid() ? dayOfDate(date.year() * 10000 + date.month() * 100 + date.day()) : -1;
    if (day < 0)
        return invalid(subject, "date");
    const bool closed = holiday.value(QLatin1String("closed")).toBool();
    if (closed == holiday.contains(QLatin1String("spans")))
        return invalid(subject, "closed_or_spans");
    if (closed)
        return std::pair{day, std::vector<OpenSpan>{}};
    auto spans = readSpans(holiday.value(QLatin1String("spans")), subject);
    if (!spans)
        return spans.error();
    return std::pair{day, std::move(*spans)};
}

} // namespace

Result<Hours> Hours::fromJson(const QString &zoneId, const QJsonObject &week, const QJsonArray &holidays)
{
    const QTimeZone zone(zoneId.toUtf8());
    if (zoneId.isEmpty() || !zone.isValid())
        return invalid(QStringLiteral("tz"), "time_zone");
    Hours hours;
    hours.m_zoneId = zoneId;
    hours.m_days = LocalDays(zone);
    for (auto day = week.begin(); day != week.end(); ++day) {
        const QString subject = QStringLiteral("week.") + day.key();
        size_t weekday = 0;
        while (weekday < kWeekdays.size() && weekdayKey(weekday) != day.key())
            ++weekday;
        if (weekday == kWeekdays.size())
            return invalid(subject, "weekday");
        auto spans = readSpans(day.value(), subject);
        if (!spans)
            return spans.error();
        hours.m_week[weekday] = std::move(*spans);
    }
    for (qsizetype n = 0; n < holidays.size(); ++n) {
        const QString subject = QStringLiteral("holidays.%1").arg(n);
        auto holiday = holidayOf(holidays.at(n).toObject(), subject);
        if (!holiday)
            return holiday.error();
        if (!hours.m_holidays.insert(std::move(*holiday)).second)
            return invalid(subject, "twice");
    }
    return hours;
}

Result<Hours> Hours::fromText(const QString &zoneId, const QString &week, const QString &holidays)
{
    const QJsonDocument weekRead = QJsonDocument::fromJson(week.toUtf8());
    const QJsonDocument holidaysRead = QJsonDocument::fromJson(holidays.toUtf8());
    if (!week.isEmpty() && !weekRead.isObject())
        return invalid(QStringLiteral("week"), "object");
    if (!holidays.isEmpty() && !holidaysRead.isArray())
        return invalid(QStringLiteral("holidays"), "list");
    return fromJson(zoneId, weekRead.object(), holidaysRead.array());
}

QJsonObject Hours::weekJson() const
{
    QJsonObject week;
    for (size_t weekday = 0; weekday < m_week.size(); ++weekday) {
        if (!m_week[weekday].empty())
            week.insert(weekdayKey(weekday), jsonOf(m_week[weekday]));
    }
    return week;
}

QJsonArray Hours::holidaysJson() const
{
    QJsonArray out;
    for (const auto &[day, spans] : m_holidays) {
        const int date = dateNumber(day);
        QJsonObject holiday{
            {QStringLiteral("day"), QDate(date / 10000, date / 100 % 100, date % 100).toString(Qt::ISODate)}};
        if (spans.empty())
            holiday.insert(QStringLiteral("closed"), true);
        else
            holiday.insert(QStringLiteral("spans"), jsonOf(spans));
        out.append(holiday);
    }
    return out;
}

} // namespace updesk
