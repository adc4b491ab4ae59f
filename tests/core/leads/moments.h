// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/hours.h"

#include <QDateTime>
#include <QJsonDocument>

namespace updesk::moments
{

/// ms UTC of "2026-11-01T05:30" (seconds allowed), read as UTC.
inline Time utc(const char *text)
{
    QDateTime when = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
    when.setTimeSpec(Qt::UTC);
    return when.toMSecsSinceEpoch();
}

/// ms UTC of a New York wall time that is neither skipped nor repeated.
inline Time newYork(const char *text)
{
    const QDateTime read = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
    return QDateTime(read.date(), read.time(), QTimeZone("America/New_York")).toMSecsSinceEpoch();
}

inline Result<Hours> tryHours(const char *zone, const char *week, const char *holidays = "[]")
{
    return Hours::fromJson(
        QString::fromLatin1(zone), QJsonDocument::fromJson(week).object(), QJsonDocument::fromJson(holidays).array());
}

inline Hours hours(const char *zone, const char *week, const char *holidays = "[]")
{
    const auto read = tryHours(zone, week, holidays);
    Q_ASSERT(read);
    return *read;
}

/// A New York store: weekdays 8 to 20, Saturday 9 to 17, closed on Sunday, Christmas and half of Christmas Eve.
inline Hours store()
{
    return hours("America/New_York",
        R"({"mon":[["08:00","20:00"]],"tue":[["08:00","20:00"]],"wed":[["08:00","20:00"]],"thu":[["08:00","20:00"]],
            "fri":[["08:00","20:00"]],"sat":[["09:00","17:00"]]})",
        R"([{"day":"2026-12-25","closed":true},{"day":"2026-12-24","spans":[["08:00","13:00"]]}])");
}

} // namespace updesk::moments
