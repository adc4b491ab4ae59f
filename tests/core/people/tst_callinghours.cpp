// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/callinghours.h"
#include "tests/support/suite.h"

#include <QFile>

using namespace updesk;

class TestCallingHours : public QObject
{
    Q_OBJECT
    static Time at(const char *iso, const char *zone)
    {
        const QDateTime local = QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate);
        return QDateTime(local.date(), local.time(), QTimeZone(zone)).toMSecsSinceEpoch();
    }

private Q_SLOTS:
    void everyZoneOfTheFileIsOneAndEveryCodeHasThreeDigits()
    {
        QFile file(QStringLiteral(":/updesk/people/callinghours.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        for (const char *list : {"regions", "area_codes"}) {
            const QJsonObject zones = json[QLatin1String(list)].toObject();
            QVERIFY(zones.size() > 10);
            for (auto it = zones.begin(); it != zones.end(); ++it) {
                QVERIFY2(QTimeZone(it.key().toUtf8()).isValid(), qPrintable(it.key()));
                for (const QString &code : it.value().toString().split(u' '))
                    QCOMPARE(code.size(), qsizetype(list[0] == 'r' ? 2 : 3));
            }
        }
        for (const char *state : {"AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN",
                 "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM",
                 "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV",
                 "WI", "WY", "DC", "AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK"})
            QVERIFY2(!callZones(QString::fromLatin1(state), {}).isEmpty(), state);
    }
    void callsAreForEightToTwentyOneToTheSecond()
    {
        const QStringList zones{QStringLiteral("America/New_York")};
        const auto quiet = [&zones](const char *iso) { return quietTime(at(iso, "America/New_York"), zones).quiet; };
        QVERIFY(quiet("2026-03-12T07:59:59"));
        QVERIFY(!quiet("2026-03-12T08:00:00"));
        QVERIFY(!quiet("2026-03-12T20:59:59"));
        QVERIFY(quiet("2026-03-12T21:00:00"));
        QVERIFY(quiet("2026-03-12T03:00:00"));
        QVERIFY(quiet("2026-03-08T07:59:59")); // the clocks went forward that night
        QVERIFY(!quiet("2026-03-08T08:00:00"));
        QVERIFY(!quiet("2026-11-01T08:00:00")); // and back that one
        const QuietTime night = quietTime(at("2026-03-07T23:10:00", "America/New_York"), zones);
        QCOMPARE(night.minute, 23 * 60 + 10);
        QCOMPARE(night.opens, at("2026-03-08T08:00:00", "America/New_York"));
    }
    void theAddressAndTheAreaCodeMustBothBeInside()
    {
        const QStringList zones = callZones(QStringLiteral(" nj "), QStringLiteral("+13105550150"));
        QCOMPARE(zones, (QStringList{QStringLiteral("America/New_York"), QStringLiteral("America/Los_Angeles")}));
        QVERIFY(quietTime(at("2026-03-12T10:30:00", "America/New_York"), zones).quiet); // 7:30 in Los Angeles
        QVERIFY(!quietTime(at("2026-03-12T11:00:00", "America/New_York"), zones).quiet);
        const QuietTime evening = quietTime(at("2026-03-12T21:30:00", "America/New_York"), zones);
        QVERIFY(evening.quiet);
        QCOMPARE(evening.zone, QStringLiteral("America/New_York"));
        QCOMPARE(evening.opens, at("2026-03-13T11:00:00", "America/New_York"));
        QCOMPARE(callZones({}, QStringLiteral("+18125550150")).size(), qsizetype(2)); // a code in two zones
    }
    void whatIsNotKnownIsNotQuiet()
    {
        QVERIFY(callZones({}, {}).isEmpty());
        QVERIFY(callZones(QStringLiteral("Atlantis"), QStringLiteral("+15555550150")).isEmpty());
        QVERIFY(callZones({}, QStringLiteral("+442079460018")).isEmpty());
        QVERIFY(!quietTime(0, {}).quiet);
        QVERIFY(!quietTime(0, {QStringLiteral("No/Where")}).quiet);
    }
};
UPDESK_TEST(TestCallingHours);
#include "tst_callinghours.moc"
