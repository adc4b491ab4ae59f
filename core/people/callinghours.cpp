// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/callinghours.h"

#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

namespace updesk
{

namespace
{

/// The data file as it is looked up.
struct Book {
    CallingHours hours;
    QHash<QString, QStringList> regions, areaCodes; ///< zones of each
};

int minuteOf(const QJsonValue &text, int otherwise)
{
    const QTime time = QTime::fromString(text.toString(), QStringLiteral("HH:mm"));
    return time.isValid() ? time.msecsSinceStartOfDay() / 60'000 : otherwise;
}

QHash<QString, QStringList> byCode(const QJsonObject &zones)
{
    QHash<QString, QStringList> out;
    for (auto it = zones.begin(); it != zones.end(); ++it) {
        for (const QString &code : it.value().toString().split(u' ', Qt::SkipEmptyParts))
            out[code] << it.key();
    }
    return out;
}

Book read()
{
    QFile file(QStringLiteral(":/updesk/people/callinghours.json"));
    Book book;
    if (!file.open(QIODevice::ReadOnly))
        return book;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    book.hours.from = minuteOf(json[QLatin1String("from")], book.hours.from);
    book.hours.until = minuteOf(json[QLatin1String("until")], book.hours.until);
    book.regions = byCode(json[QLatin1String("regions")].toObject());
    book.areaCodes = byCode(json[QLatin1String("area_codes")].toObject());
    return book;
}

const Book &book()
{
    static const Book kept = read();
    return kept;
}

// The first moment from `at` on that is inside the hours of this zone.
Time insideFrom(Time at, const QTimeZone &zone, const CallingHours &hours)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, zone);
    const int minute = local.time().msecsSinceStartOfDay() / 60'000;
    if (minute >= hours.from && minute < hours.until)
        return at;
    const QDate day = minute < hours.from ? local.date() : local.date().addDays(1);
    return QDateTime(day, QTime(hours.from / 60, hours.from % 60), zone).toMSecsSinceEpoch();
}

} // namespace

CallingHours callingHours() { return book().hours; }

QStringList callZones(const QString &region, const QString &e164)
{
    QStringList zones = book().regions.value(region.trimmed().toUpper());
    if (e164.startsWith(QLatin1String("+1")))
        zones << book().areaCodes.value(e164.mid(2, 3));
    zones.removeDuplicates();
    return zones;
}

QuietTime quietTime(Time at, const QStringList &zones)
{
    const CallingHours hours = callingHours();
    QuietTime out;
    out.opens = at;
    for (const QString &name : zones) {
        const QTimeZone zone(name.toUtf8());
        if (!zone.isValid())
            continue;
        const bool outside = insideFrom(at, zone, hours) != at;
        if (out.zone.isEmpty() || (outside && !out.quiet)) {
            out.zone = name;
            out.minute = QDateTime::fromMSecsSinceEpoch(at, zone).time().msecsSinceStartOfDay() / 60'000;
        }
        out.quiet = out.quiet || outside;
    }
    // Each zone may push the moment on; two rounds settle any pair, four any table of the world.
    for (int round = 0; out.quiet && round < 4; ++round) {
        for (const QString &name : zones) {
            if (const QTimeZone zone(name.toUtf8()); zone.isValid())
                out.opens = insideFrom(out.opens, zone, hours);
        }
    }
    return out;
}

} // namespace updesk
