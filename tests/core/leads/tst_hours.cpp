// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/hours.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

using namespace updesk;
using namespace updesk::moments;

namespace
{

const char *kAllDay = R"({"mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]],
    "thu":[["00:00","24:00"]],"fri":[["00:00","24:00"]],"sat":[["00:00","24:00"]],"sun":[["00:00","24:00"]]})";
const char *kLateNight = R"({"fri":[["18:00","26:00"]],"sat":[["10:00","24:00"]],"sun":[["00:00","04:00"]]})";

} // namespace

class TestHours : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void openingIsInsideAndClosingIsNot()
    {
        const Hours h = store();
        QVERIFY(!h.isOpen(newYork("2026-11-23T08:00:00") - 1));
        QVERIFY(h.isOpen(newYork("2026-11-23T08:00:00")));
        QVERIFY(h.isOpen(newYork("2026-11-23T20:00:00") - 1));
        QVERIFY(!h.isOpen(newYork("2026-11-23T20:00:00")));
        QCOMPARE(h.nextOpening(newYork("2026-11-23T08:00:00")), newYork("2026-11-23T08:00:00"));
        QCOMPARE(h.nextOpening(newYork("2026-11-21T17:00:00")), newYork("2026-11-23T08:00:00"));
        QCOMPARE(h.closing(newYork("2026-11-23T12:00:00")), newYork("2026-11-23T20:00:00"));
        QCOMPARE(h.closing(newYork("2026-11-22T12:00:00")), Time(0));
    }
    void lunchPartsTheDay()
    {
        const Hours h = hours("America/New_York", R"({"mon":[["08:00","12:00"],["13:00","18:00"]]})");
        QVERIFY(!h.isOpen(newYork("2026-11-23T12:30:00")));
        QCOMPARE(h.nextOpening(newYork("2026-11-23T12:00:00")), newYork("2026-11-23T13:00:00"));
        QCOMPARE(h.closing(newYork("2026-11-23T08:00:00")), newYork("2026-11-23T12:00:00"));
        QCOMPARE(h.openBetween(newYork("2026-11-23T11:00:00"), newYork("2026-11-23T14:00:00")), 2 * kHour);
    }
    void holidaysReplaceTheWeek()
    {
        const Hours h = store();
        QCOMPARE(h.closing(newYork("2026-12-24T09:00:00")), newYork("2026-12-24T13:00:00"));
        QCOMPARE(h.nextOpening(newYork("2026-12-24T13:00:00")), newYork("2026-12-26T09:00:00"));
        QCOMPARE(h.openBetween(newYork("2026-12-23T19:00:00"), newYork("2026-12-26T10:00:00")), 7 * kHour);
    }
    void theYearsEndIsAnOrdinaryNight()
    {
        const Hours h = store();
        QCOMPARE(h.nextOpening(newYork("2026-12-31T20:00:00")), newYork("2027-01-01T08:00:00"));
        QCOMPARE(h.dayOf(newYork("2026-12-31T23:59:59")), 20261231);
        QCOMPARE(h.dayOf(newYork("2027-01-01T00:00:00")), 20270101);
        QCOMPARE(h.endOfDay(newYork("2026-12-31T12:00:00")), newYork("2027-01-01T00:00:00"));
        QCOMPARE(h.startOfDay(newYork("2027-01-01T00:00:00")), newYork("2027-01-01T00:00:00"));
        QCOMPARE(h.dayOf(newYork("2028-02-29T12:00:00")), 20280229);
    }
    void nightsPastMidnightBelongToTheDayTheyBeganOn()
    {
        const Hours h = hours("America/New_York", kLateNight, R"([{"day":"2026-11-28","closed":true}])");
        QCOMPARE(h.closing(newYork("2026-11-20T23:00:00")), newYork("2026-11-21T02:00:00"));
        QCOMPARE(h.closing(newYork("2026-11-21T11:00:00")), newYork("2026-11-22T04:00:00")); // joined at midnight
        QCOMPARE(h.closing(newYork("2026-11-27T23:00:00")), newYork("2026-11-28T02:00:00")); // not cut by the holiday
        QCOMPARE(h.nextOpening(newYork("2026-11-28T02:00:00")), newYork("2026-11-29T00:00:00"));
    }
    void aRepeatedHourIsOpenTwice()
    {
        // New York, 1 November 2026: 1:00 to 2:00 comes twice, at 5:00 and at 6:00 UTC.
        const Hours across = hours("America/New_York", R"({"sun":[["00:30","03:00"]]})");
        QCOMPARE(across.openBetween(utc("2026-11-01T00:00"), utc("2026-11-02T00:00")), 3 * kHour + 30 * kMinute);
        const Hours ends = hours("America/New_York", R"({"sun":[["00:00","01:30"]]})");
        QCOMPARE(ends.closing(utc("2026-11-01T04:00")), utc("2026-11-01T06:30"));
        const Hours begins = hours("America/New_York", R"({"sun":[["01:30","03:00"]]})");
        QCOMPARE(begins.nextOpening(utc("2026-11-01T04:00")), utc("2026-11-01T05:30"));
        const Hours atTheEdge = hours("America/New_York", R"({"sun":[["00:00","01:00"],["02:00","03:00"]]})");
        QCOMPARE(atTheEdge.closing(utc("2026-11-01T04:00")), utc("2026-11-01T05:00"));
        QCOMPARE(atTheEdge.nextOpening(utc("2026-11-01T05:00")), utc("2026-11-01T07:00"));
    }
    void aSkippedHourIsNeverOpen()
    {
        // New York, 8 March 2026: 2:00 becomes 3:00 at 7:00 UTC.
        const Hours across = hours("America/New_York", R"({"sun":[["01:00","04:00"]]})");
        QCOMPARE(across.openBetween(utc("2026-03-08T00:00"), utc("2026-03-09T00:00")), 2 * kHour);
        const Hours inside = hours("America/New_York", R"({"sun":[["02:00","03:00"]]})");
        QCOMPARE(inside.nextOpening(utc("2026-03-08T00:00")), newYork("2026-03-15T02:00:00"));
        const Hours begins = hours("America/New_York", R"({"sun":[["02:30","05:00"]]})");
        QCOMPARE(begins.nextOpening(utc("2026-03-08T00:00")), utc("2026-03-08T07:00"));
        const Hours ends = hours("America/New_York", R"({"sun":[["00:00","02:30"]]})");
        QCOMPARE(ends.closing(utc("2026-03-08T06:00")), utc("2026-03-08T07:00"));
    }
    void theNightsClocksChangeKeepTheNextMorningsHours()
    {
        const Hours h = hours("America/New_York", R"({"sat":[["08:00","20:00"]],"sun":[["08:00","20:00"]]})");
        QCOMPARE(h.nextOpening(newYork("2026-10-31T21:10:00")), utc("2026-11-01T13:00")); // EST
        QCOMPARE(h.nextOpening(newYork("2026-03-07T21:10:00")), utc("2026-03-08T12:00")); // EDT
        QCOMPARE(h.endOfDay(utc("2026-11-01T12:00")) - h.startOfDay(utc("2026-11-01T12:00")), 25 * kHour);
        QCOMPARE(h.endOfDay(utc("2026-03-08T12:00")) - h.startOfDay(utc("2026-03-08T12:00")), 23 * kHour);
    }
    void aDayThatBeginsInAGapStartsAtItsFirstMoment()
    {
        // Santiago, 6 September 2026: midnight becomes 1:00.
        const Hours h = hours("America/Santiago", kAllDay);
        QCOMPARE(h.startOfDay(utc("2026-09-06T12:00")), utc("2026-09-06T04:00"));
        QCOMPARE(h.local(utc("2026-09-06T04:00")).minute, 60);
        QCOMPARE(h.dayOf(utc("2026-09-06T04:00") - 1), 20260905);
    }
    void aDateAZoneLeftOutHasNoLength()
    {
        const Hours h = hours("Pacific/Apia", kAllDay); // there was no 30 December 2011
        QCOMPARE(h.dayOf(utc("2011-12-30T09:59:59")), 20111229);
        QCOMPARE(h.dayOf(utc("2011-12-30T10:00")), 20111231);
        QCOMPARE(h.startOfDay(utc("2011-12-30T12:00")), utc("2011-12-30T10:00"));
    }
    void aStoreThatNeverClosesDoesNotLoop()
    {
        const Hours h = hours("America/New_York", kAllDay);
        const Time now = newYork("2026-11-23T12:00:00");
        QVERIFY(h.isOpen(now));
        QCOMPARE(h.nextOpening(now), now);
        QCOMPARE(h.closing(now), now + 400 * kDay);
        QCOMPARE(h.openBetween(now, now + 100 * kDay), 100 * kDay);
        QCOMPARE(h.nextMorning(now), newYork("2026-11-24T08:00:00"));
    }
    void aStoreWithoutHoursNeverOpens()
    {
        const Hours none = hours("America/New_York", "{}");
        const Time now = newYork("2026-11-23T12:00:00");
        QVERIFY(!none.isOpen(now));
        QCOMPARE(none.nextOpening(now), Time(0));
        QCOMPARE(none.closing(now), Time(0));
        QCOMPARE(none.nextMorning(now), Time(0));
        QCOMPARE(none.openBetween(0, now), Time(0));
        const Hours far = hours("UTC", "{}", R"([{"day":"2030-01-01","spans":[["08:00","09:00"]]}])");
        QCOMPARE(far.nextOpening(utc("2028-11-01T00:00")), Time(0));
        QCOMPARE(far.nextOpening(utc("2029-06-01T00:00")), utc("2030-01-01T08:00"));
    }
    void momentsFarOutsideAreClosed()
    {
        const Hours h = store();
        for (const Time moment : {std::numeric_limits<Time>::min(), Time(-1), Time(0), Time(5'000'000'000'000),
                 std::numeric_limits<Time>::max()}) {
            QVERIFY(!h.isOpen(moment));
            QCOMPARE(h.nextOpening(moment), Time(0));
            QCOMPARE(h.closing(moment), Time(0));
            QVERIFY(h.startOfDay(moment) <= h.endOfDay(moment));
        }
        QCOMPARE(h.dayOf(std::numeric_limits<Time>::max()), 99991231);
        QCOMPARE(h.openBetween(newYork("2026-11-24T12:00:00"), newYork("2026-11-23T12:00:00")), Time(0));
        QCOMPARE(h.nextOpening(newYork("1999-07-03T20:00:00")), newYork("1999-07-05T08:00:00"));
        QCOMPARE(h.nextOpening(newYork("2060-07-03T20:00:00")), newYork("2060-07-05T08:00:00"));
    }
    void morningsAndAfternoonsComeInTurn()
    {
        const Hours h = store();
        QCOMPARE(h.nextMorning(newYork("2026-11-23T07:00:00")), newYork("2026-11-23T08:00:00"));
        QCOMPARE(h.nextMorning(newYork("2026-11-23T08:00:00")), newYork("2026-11-24T08:00:00"));
        QCOMPARE(h.nextAfternoon(newYork("2026-11-23T08:00:00")), newYork("2026-11-23T13:00:00"));
        QCOMPARE(h.nextAfternoon(newYork("2026-11-23T13:00:00")), newYork("2026-11-24T13:00:00"));
        QCOMPARE(h.nextMorning(newYork("2026-11-21T18:00:00")), newYork("2026-11-23T08:00:00")); // over Sunday
        QCOMPARE(h.nextAfternoon(newYork("2026-12-23T15:00:00")), newYork("2026-12-26T13:00:00")); // over the holidays
        const Hours evenings = hours("America/New_York", R"({"tue":[["15:00","18:00"]]})");
        QCOMPARE(evenings.nextMorning(newYork("2026-11-23T12:00:00")), Time(0));
        QCOMPARE(evenings.nextAfternoon(newYork("2026-11-23T12:00:00")), newYork("2026-11-24T15:00:00"));
        const Hours nights = hours("America/New_York", kLateNight);
        QCOMPARE(nights.nextMorning(newYork("2026-11-20T12:00:00")), newYork("2026-11-21T10:00:00")); // not at midnight
    }
    void everyQuarterHourAgreesWithTheWallClock_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char *zone :
            {"America/New_York", "Asia/Kolkata", "Australia/Adelaide", "Australia/Lord_Howe", "America/St_Johns"})
            QTest::newRow(zone) << QByteArray(zone);
    }
    void everyQuarterHourAgreesWithTheWallClock()
    {
        QFETCH(QByteArray, zone);
        const Hours h = hours(zone.constData(),
            R"({"mon":[["08:30","12:00"],["12:45","20:15"]],
                "sat":[["09:00","24:00"]],"sun":[["00:00","05:00"]]})",
            R"([{"day":"2026-12-21","closed":true},{"day":"2026-12-23","spans":[["10:00","11:30"]]}])");
        const QTimeZone place(zone);
        Time opened = 0;
        const Time begin = utc("2025-12-30T00:00");
        for (Time t = begin; t < utc("2027-01-03T00:00"); t += 15 * kMinute) {
            const QDateTime local = QDateTime::fromMSecsSinceEpoch(t, place);
            const int minute = local.time().hour() * 60 + local.time().minute();
            const int weekday = local.date().dayOfWeek();
            bool open = (weekday == 1 && ((minute >= 510 && minute < 720) || (minute >= 765 && minute < 1215)))
                || (weekday == 6 && minute >= 540) || (weekday == 7 && minute < 300);
            if (local.date() == QDate(2026, 12, 21))
                open = false;
            if (local.date() == QDate(2026, 12, 23))
                open = minute >= 600 && minute < 690;
            if (h.isOpen(t) != open)
                QFAIL(qPrintable(local.toString(Qt::ISODate)));
            QCOMPARE(h.local(t), (LocalMoment{int(local.date().toJulianDay() - 2440588), minute, weekday}));
            QCOMPARE(h.openBetween(begin, t), opened);
            opened += open ? 15 * kMinute : 0;
        }
    }
    void jsonComesBackAsItWas()
    {
        const Hours h = hours("America/New_York", kLateNight,
            R"([{"day":"2026-12-24","spans":[["08:00","12:00"],["13:00","15:30"]]},
                {"day":"2026-12-25","closed":true}])");
        const auto again = Hours::fromJson(h.zoneId(), h.weekJson(), h.holidaysJson());
        QVERIFY(again);
        QVERIFY(*again == h);
        const auto text = Hours::fromText(QStringLiteral("UTC"), {}, {});
        QVERIFY(text && *text == Hours());
        QCOMPARE(
            Hours::fromText(QStringLiteral("UTC"), QStringLiteral("{"), {}).error().subject, QStringLiteral("week"));
        QCOMPARE(Hours::fromText(QStringLiteral("UTC"), QStringLiteral("{}"), QStringLiteral("{}")).error().subject,
            QStringLiteral("holidays"));
        QCOMPARE(h.weekJson(), QJsonDocument::fromJson(kLateNight).object());
    }
    void whatCannotBeReadIsNamed_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QByteArray>("week");
        QTest::addColumn<QByteArray>("holidays");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char *name, const char *zone, const char *week, const char *holidays,
                             const char *subject) {
            QTest::newRow(name) << QByteArray(zone) << QByteArray(week) << QByteArray(holidays)
                                << QString::fromLatin1(subject);
        };
        row("no such zone", "Mars/Olympus", "{}", "[]", "tz");
        row("empty zone", "", "{}", "[]", "tz");
        row("no such day", "UTC", R"({"monday":[]})", "[]", "week.monday");
        row("not a list", "UTC", R"({"mon":"08:00"})", "[]", "week.mon");
        row("half a span", "UTC", R"({"mon":[["08:00"]]})", "[]", "week.mon");
        row("three times", "UTC", R"({"mon":[["08:00","09:00","10:00"]]})", "[]", "week.mon");
        row("backwards", "UTC", R"({"mon":[["18:00","02:00"]]})", "[]", "week.mon");
        row("empty span", "UTC", R"({"mon":[["08:00","08:00"]]})", "[]", "week.mon");
        row("overlap", "UTC", R"({"mon":[["08:00","12:00"],["11:00","13:00"]]})", "[]", "week.mon");
        row("longer than a day", "UTC", R"({"mon":[["01:00","26:00"]]})", "[]", "week.mon");
        row("sixty minutes", "UTC", R"({"mon":[["08:60","12:00"]]})", "[]", "week.mon");
        row("signs", "UTC", R"({"mon":[["-8:00","12:00"]]})", "[]", "week.mon");
        row("no date", "UTC", "{}", R"([{"closed":true}])", "holidays.0");
        row("no such date", "UTC", "{}", R"([{"day":"2026-02-30","closed":true}])", "holidays.0");
        row("neither", "UTC", "{}", R"([{"day":"2026-12-25"}])", "holidays.0");
        row("both", "UTC", "{}", R"([{"day":"2026-12-25","closed":true,"spans":[]}])", "holidays.0");
        row("twice", "UTC", "{}", R"([{"day":"2026-12-25","closed":true},{"day":"2026-12-25","closed":true}])",
            "holidays.1");
        row("bad span", "UTC", "{}", R"([{"day":"2026-12-25","spans":[["x","y"]]}])", "holidays.0");
    }
    void whatCannotBeReadIsNamed()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QByteArray, week);
        QFETCH(QByteArray, holidays);
        QFETCH(QString, subject);
        const auto read = tryHours(zone.constData(), week.constData(), holidays.constData());
        QVERIFY(!read);
        QCOMPARE(read.error().code, Error::Code::Invalid);
        QCOMPARE(read.error().subject, subject);
    }
};
UPDESK_TEST(TestHours);
#include "tst_hours.moc"
