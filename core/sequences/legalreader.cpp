// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/legalreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

namespace updesk
{

static constexpr const char *kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

LegalReader LegalReader::fromText(const QByteArray &json, std::optional<Error> &mistake)
{
    QJsonParseError at;
    const QJsonDocument document = QJsonDocument::fromJson(json, &at);
    if (!document.isObject())
        mistake =
            Error{Error::Code::Invalid, QStringLiteral("rules"), QStringLiteral("json:%1").arg(qint64(at.offset))};
    return {document.object(), {}, &mistake};
}

void LegalReader::fail(const QString &key, const char *what)
{
    if (!*m_mistake)
        *m_mistake =
            Error{Error::Code::Invalid, m_path.isEmpty() ? key : m_path + u'.' + key, QString::fromLatin1(what)};
}

LegalReader LegalReader::object(const char *key)
{
    const QString name = QString::fromLatin1(key);
    const QJsonValue value = m_object.value(name);
    if (!value.isObject())
        fail(name, value.isUndefined() ? "missing" : "object");
    return {value.toObject(), m_path.isEmpty() ? name : m_path + u'.' + name, m_mistake};
}

int LegalReader::number(const char *key, int least, int most)
{
    const QString name = QString::fromLatin1(key);
    const QJsonValue value = m_object.value(name);
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number != std::floor(number) || number < least || number > most) {
        fail(name, value.isUndefined() ? "missing" : "number");
        return least;
    }
    return int(number);
}

std::vector<qint64> LegalReader::numbers(const char *key, size_t count)
{
    const QString name = QString::fromLatin1(key);
    std::vector<qint64> list;
    for (const QJsonValue &value : m_object.value(name).toArray()) {
        const double number = value.toDouble(-1);
        if (number < 0 || number > 1e12 || number != std::floor(number))
            break;
        list.push_back(qint64(number));
    }
    if (list.size() != count) {
        fail(name, "numbers");
        list.resize(count);
    }
    return list;
}

QString LegalReader::word(const char *key, const QStringList &allowed)
{
    const QString name = QString::fromLatin1(key);
    const QString word = m_object.value(name).toString();
    if (allowed.contains(word))
        return word;
    fail(name, m_object.contains(name) ? "word" : "missing");
    return {};
}

QStringList LegalReader::words(const QString &key)
{
    QStringList list;
    const QJsonValue value = m_object.value(key);
    if (!value.isArray())
        fail(key, value.isUndefined() ? "missing" : "list");
    for (const QJsonValue &one : value.toArray()) {
        if (!one.isString())
            fail(key, "word");
        list << one.toString();
    }
    return list;
}

QDate LegalReader::date(const char *key)
{
    const QString name = QString::fromLatin1(key);
    const QDate day = QDate::fromString(m_object.value(name).toString(), Qt::ISODate);
    if (!day.isValid())
        fail(name, m_object.contains(name) ? "date" : "missing");
    return day;
}

QStringList LegalReader::zones(const char *key)
{
    const QString name = QString::fromLatin1(key);
    const QStringList list = m_object.value(name).toString().split(u' ', Qt::SkipEmptyParts);
    if (list.isEmpty())
        fail(name, "missing");
    for (const QString &zone : list) {
        if (!QTimeZone(zone.toLatin1()).isValid())
            fail(name, "zone");
    }
    return list;
}

QStringList LegalReader::codes(const QString &key)
{
    const QStringList list = m_object.value(key).toString().split(u' ', Qt::SkipEmptyParts);
    for (const QString &code : list) {
        const bool digits = std::ranges::all_of(code, [](QChar c) { return c >= u'0' && c <= u'9'; });
        if (code.size() != 3 || !digits)
            fail(key, "area_code");
    }
    return list;
}

// The first ZIP that is meant, or the last; -1: neither three digits nor five.
static int zipEnd(const QString &digits, bool last)
{
    const bool number = std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!number || (digits.size() != 3 && digits.size() != 5))
        return -1;
    return digits.size() == 5 ? digits.toInt() : digits.toInt() * 100 + (last ? 99 : 0);
}

std::vector<ZipRange> LegalReader::zips(const QString &key)
{
    std::vector<ZipRange> ranges;
    for (const QString &text : m_object.value(key).toString().split(u' ', Qt::SkipEmptyParts)) {
        const QStringList ends = text.split(u'-');
        const ZipRange range{zipEnd(ends.front(), false), zipEnd(ends.back(), true), key};
        if (ends.size() > 2 || range.from < 0 || range.to < range.from)
            fail(key, "zip");
        else
            ranges.push_back(range);
    }
    if (ranges.empty())
        fail(key, "zip");
    return ranges;
}

QStringList LegalReader::postalStarts(const QString &key)
{
    static const QRegularExpression form(QStringLiteral("^[A-Z]([0-9][A-Z])?$"));
    const QStringList list = m_object.value(key).toString().split(u' ', Qt::SkipEmptyParts);
    const auto fits = [](const QString &one) { return form.match(one).hasMatch(); };
    if (list.isEmpty() || !std::ranges::all_of(list, fits))
        fail(key, "postal_code");
    return list;
}

static int minuteOf(const QString &text)
{
    const QTime time = QTime::fromString(text, QStringLiteral("HH:mm"));
    if (text == QLatin1String("24:00"))
        return 24 * 60;
    return time.isValid() ? time.msecsSinceStartOfDay() / 60'000 : -1;
}

DayWindow LegalReader::window(const QString &key, const QJsonValue &text)
{
    if (text.isString() && text.toString().isEmpty())
        return {};
    const QStringList ends = text.toString().split(u'-');
    const DayWindow day{minuteOf(ends.value(0)), minuteOf(ends.value(1))};
    if (ends.size() == 2 && day.from >= 0 && day.from < day.until)
        return day;
    fail(key, "hours");
    return {};
}

WeekWindows LegalReader::week(const char *key, const WeekWindows &otherwise)
{
    LegalReader of = object(key);
    WeekWindows week = otherwise;
    const bool all = of.has("all");
    if (!all && otherwise == WeekWindows{})
        of.fail(QStringLiteral("all"), "missing");
    if (all)
        week.fill(of.window(QStringLiteral("all"), of.m_object.value(QLatin1String("all"))));
    for (const QString &name : of.keys()) {
        const auto *day = std::ranges::find(kDays, name, [](const char *one) { return QString::fromLatin1(one); });
        if (day != std::end(kDays))
            week[size_t(day - kDays)] = of.window(name, of.m_object.value(name));
        else if (name != QLatin1String("all"))
            of.fail(name, "day");
    }
    return week;
}

static std::optional<YearDay> yearDayOf(const QString &text)
{
    const QDate fixed = QDate::fromString(QStringLiteral("2024-") + text, Qt::ISODate); // a leap year
    if (fixed.isValid())
        return YearDay{fixed.month(), fixed.day(), 0, 0};
    const QStringList parts = text.split(u' ');
    const int month = parts.value(0).toInt();
    const auto *day =
        std::ranges::find(kDays, parts.value(1), [](const char *one) { return QString::fromLatin1(one); });
    const bool last = parts.value(2) == QLatin1String("last");
    const int nth = parts.value(2).toInt();
    if (parts.size() != 3 || month < 1 || month > 12 || day == std::end(kDays) || (!last && (nth < 1 || nth > 5)))
        return std::nullopt;
    return YearDay{month, 0, int(day - kDays) + 1, last ? 0 : nth};
}

std::vector<YearDay> LegalReader::yearDays(const char *key)
{
    const QString name = QString::fromLatin1(key);
    std::vector<YearDay> days;
    for (const QString &text : words(name)) {
        if (const auto day = yearDayOf(text))
            days.push_back(*day);
        else
            fail(name, "holiday");
    }
    return days;
}

} // namespace updesk
