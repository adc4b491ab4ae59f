// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/intake/expectations.h"

#include "core/intake/parsejson.h"

#include <QBuffer>
#include <QFile>
#include <QJsonDocument>

namespace updesk
{
namespace
{

QString json(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

void compare(const QString &what, const QJsonValue &expected, const QJsonValue &actual, QStringList &out)
{
    const bool both =
        expected.isUndefined() || expected.isNull() ? actual.isUndefined() || actual.isNull() : expected == actual;
    if (!both)
        out << QStringLiteral("%1: expected %2, got %3").arg(what, json(expected), json(actual));
}

void compareVehicle(const QString &what, const QJsonValue &expected, const QJsonValue &actual, QStringList &out)
{
    if (!expected.isObject() || !actual.isObject()) {
        compare(what, expected, actual, out);
        return;
    }
    for (const char *key :
        {"year", "make", "model", "trim", "stock", "vin", "status", "interest", "odometer", "odometer_units"})
        compare(what + u'.' + QLatin1String(key), expected[QLatin1String(key)], actual[QLatin1String(key)], out);
}

void compareLead(const QString &what, const QJsonObject &expected, const QJsonObject &actual, QStringList &out)
{
    for (const char *key :
        {"first", "last", "full", "email", "phones", "postal", "source", "external_id", "received_utc"})
        compare(what + QLatin1String(key), expected[QLatin1String(key)], actual[QLatin1String(key)], out);
    for (const char *key : {"vehicle", "trade"})
        compareVehicle(what + QLatin1String(key), expected[QLatin1String(key)], actual[QLatin1String(key)], out);
    for (const QJsonValue &text : expected[QLatin1String("comments_contains")].toArray()) {
        if (!actual[QLatin1String("comments")].toString().contains(text.toString()))
            out << what + QStringLiteral("comments lack ") + text.toString();
    }
}

bool errorAgrees(const QJsonObject &expected, const QString &actual)
{
    if (expected[QLatin1String("outcome")] == QLatin1String("not-a-lead")) {
        static const QStringList known{QStringLiteral("bounce"), QStringLiteral("auto_reply"), QStringLiteral("spam"),
            QStringLiteral("newsletter"), QStringLiteral("reply"), QStringLiteral("no_lead_content")};
        return known.contains(actual);
    }
    return expected[QLatin1String("outcome")] != QLatin1String("rejected")
        || expected[QLatin1String("error")].toString() == actual
        || expected[QLatin1String("error_also")].toArray().contains(actual);
}

} // namespace

ParseContext sampleContext(const QString &fileName)
{
    ParseContext context;
    context.zone = QTimeZone("America/New_York");
    context.fileName = fileName;
    return context;
}

QByteArray readTestFile(const QString &path)
{
    QFile file(QStringLiteral(UPDESK_TEST_DATA "/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject parsedObject(const QString &file, const QByteArray &bytes)
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    writeParsedJson(file, parse(bytes, sampleContext(file)), out);
    return QJsonDocument::fromJson(out.data()).object();
}

QJsonArray expectations()
{
    return QJsonDocument::fromJson(readTestFile(QStringLiteral("intake/expected.json"))).array();
}

QStringList differences(const QJsonObject &expected, const QJsonObject &actual)
{
    QStringList out;
    compare(QStringLiteral("outcome"), expected[QLatin1String("outcome")], actual[QLatin1String("outcome")], out);
    compare(QStringLiteral("count"), expected[QLatin1String("count")], actual[QLatin1String("count")], out);
    if (!errorAgrees(expected, actual[QLatin1String("error")].toString()))
        out << QStringLiteral("error: got ") + actual[QLatin1String("error")].toString();
    for (const QJsonValue &warning : expected[QLatin1String("warnings")].toArray()) {
        if (!actual[QLatin1String("warnings")].toArray().contains(warning))
            out << QStringLiteral("warning %1 not reported").arg(warning.toString());
    }
    const QJsonArray leads = expected[QLatin1String("leads")].toArray();
    const QJsonArray got = actual[QLatin1String("leads")].toArray();
    for (qsizetype i = 0; i < std::min(leads.size(), got.size()); ++i)
        compareLead(QStringLiteral("lead %1 ").arg(i + 1), leads[i].toObject(), got[i].toObject(), out);
    return out;
}

QByteArray adfWith(const QByteArray &customer, const QByteArray &rest)
{
    return "<?xml version=\"1.0\"?><adf><prospect><requestdate>2026-03-30T15:30:20-05:00</requestdate>" + rest
        + "<customer>" + customer + "</customer></prospect></adf>";
}

} // namespace updesk
