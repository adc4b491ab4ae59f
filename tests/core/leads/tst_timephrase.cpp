// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/timephrase.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

using namespace updesk;
using namespace updesk::moments;

namespace
{

// Thursday 12 March 2026, 10:00; New York goes to summer time on 8 March and back on 1 November.
const Time kThursday = newYork("2026-03-12T10:00:00");

QString read(const char *typed, Time now = kThursday, PhraseHabits habits = {})
{
    const Hours h = store();
    const auto found = readTimePhrase(QString::fromUtf8(typed), h, now, habits);
    if (!found)
        return found.error().subject;
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(found->at, QTimeZone("America/New_York"));
    return local.toString(QStringLiteral("yyyy-MM-dd HH:mm")) + (found->closed ? QStringLiteral(" closed") : QString())
        + (found->timeGiven ? QString() : QStringLiteral(" day"));
}

QString past(const char *typed)
{
    return read(typed, kThursday, {QStringLiteral("en"), DateOrder::MonthFirst, Toward::Past});
}

} // namespace

class TestTimePhrase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatPeopleType_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QString>("meant");
        const auto row = [](const char *typed, const char *meant) {
            QTest::newRow(typed) << QByteArray(typed) << QString::fromLatin1(meant);
        };
        row("sat 10", "2026-03-14 10:00");
        row("tomorrow 5pm", "2026-03-13 17:00");
        row("3/14 10:30", "2026-03-14 10:30");
        row("2h", "2026-03-12 12:00");
        row("30m", "2026-03-12 10:30");
        row("in 90 min", "2026-03-12 11:30");
        row("1h30", "2026-03-12 11:30");
        row("an hour", "2026-03-12 11:00");
        row("half an hour", "2026-03-12 10:30");
        row("tue 5pm", "2026-03-17 17:00");
        row("tue 5 p.m.", "2026-03-17 17:00");
        row("Tuesday at 17:00", "2026-03-17 17:00");
        row("5", "2026-03-12 17:00");
        row("10am", "2026-03-13 10:00");
        row("11", "2026-03-12 11:00");
        row("530pm", "2026-03-12 17:30");
        row("0830", "2026-03-13 08:30");
        row("noon", "2026-03-12 12:00");
        row("12", "2026-03-12 12:00");
        row("12 am", "2026-03-13 00:00 closed");
        row("tomorrow morning", "2026-03-13 09:00");
        row("tomorrow afternoon 3", "2026-03-13 15:00");
        row("3 in the afternoon", "2026-03-12 15:00");
        row("fri 5 in the evening", "2026-03-13 17:00");
        row("march 20 2pm", "2026-03-20 14:00");
        row("20 mar 14:00", "2026-03-20 14:00");
        row("mar 20 2028 14:00", "2028-03-20 14:00");
        row("20th of march 2 pm", "2026-03-20 14:00");
        row("2026-03-16 09:15", "2026-03-16 09:15");
        row("3/16/26 9:15", "2026-03-16 09:15");
        row("25/3 9:15", "2026-03-25 09:15");
        row("in 2 days at 10", "2026-03-14 10:00");
        row("in two weeks at 10", "2026-03-26 10:00");
        row("next tue 10", "2026-03-17 10:00");
        row("next sat 10", "2026-03-21 10:00");
        row("this sat 10", "2026-03-14 10:00");
        row("SAT 10 O'CLOCK", "2026-03-14 10:00");
    }
    void whatPeopleType()
    {
        QFETCH(const QByteArray, typed);
        QFETCH(const QString, meant);
        QCOMPARE(read(typed.constData()), meant);
    }
    void aDayAloneGetsTheFirstGoodHour()
    {
        QCOMPARE(read("tomorrow"), QStringLiteral("2026-03-13 09:00 day"));
        QCOMPARE(read("sat"), QStringLiteral("2026-03-14 09:00 day"));
        QCOMPARE(read("next week"), QStringLiteral("2026-03-19 09:00 day"));
        QCOMPARE(read("3 days"), QStringLiteral("2026-03-15 10:00 closed day"));
        QCOMPARE(read("today"), QStringLiteral("2026-03-12 11:00 day"));
        QCOMPARE(read("thursday"), QStringLiteral("2026-03-19 09:00 day")); // today would have been said
    }
    void whatHasPassedRollsForward()
    {
        const Time noon = newYork("2026-03-12T12:00:00");
        QCOMPARE(read("10", noon), QStringLiteral("2026-03-13 10:00"));
        QCOMPARE(read("thu 10", noon), QStringLiteral("2026-03-19 10:00"));
        QCOMPARE(read("thu 5pm", noon), QStringLiteral("2026-03-12 17:00"));
        QCOMPARE(read("3/1 10:00", noon), QStringLiteral("2027-03-01 10:00"));
        QCOMPARE(read("3/12 10:00am", noon), QStringLiteral("2027-03-12 10:00"));
        QCOMPARE(read("2/29 10:00", noon), QStringLiteral("2028-02-29 10:00"));
        QCOMPARE(read("12:00", noon), QStringLiteral("2026-03-13 12:00")); // now is not ahead
    }
    void whatCannotRollForwardIsRefusedAsPast()
    {
        QCOMPARE(read("today 9am"), QStringLiteral("past"));
        QCOMPARE(read("yesterday 5pm"), QStringLiteral("past"));
        QCOMPARE(read("2026-03-01 10:00"), QStringLiteral("past"));
        QCOMPARE(read("0 min"), QStringLiteral("past"));
    }
    void closedHoursAreAllowedAndFlagged()
    {
        QCOMPARE(read("sun 10"), QStringLiteral("2026-03-15 10:00 closed"));
        QCOMPARE(read("9:30pm"), QStringLiteral("2026-03-12 21:30 closed"));
        QCOMPARE(read("12/25 11:00"), QStringLiteral("2026-12-25 11:00 closed"));
        QCOMPARE(read("12/24 3"), QStringLiteral("2026-12-24 15:00 closed"));
        QCOMPARE(read("10", newYork("2026-03-14T18:00:00")), QStringLiteral("2026-03-15 10:00 closed"));
    }
    void theNightsTheClocksChange()
    {
        const Time before = newYork("2026-03-07T18:00:00");
        QCOMPARE(read("sun 2:30am", before), QStringLiteral("2026-03-08 03:00 closed")); // 2:30 does not exist
        QCOMPARE(read("in 12h", before), QStringLiteral("2026-03-08 07:00 closed")); // twelve hours are twelve hours
        QCOMPARE(read("in 2 days at 10", before), QStringLiteral("2026-03-09 10:00"));
        const Hours h = store();
        const auto twice = readTimePhrase(u"sun 1:30am", h, newYork("2026-10-31T18:00:00"));
        QVERIFY(twice);
        QCOMPARE(twice->at, utc("2026-11-01T05:30")); // the first of the two
        QCOMPARE(read("tomorrow 9:00", newYork("2026-10-31T18:00:00")), QStringLiteral("2026-11-01 09:00 closed"));
    }
    void otherLanguagesAreReadToo()
    {
        const PhraseHabits es{QStringLiteral("es_US"), DateOrder::MonthFirst, Toward::Future};
        const PhraseHabits fr{QStringLiteral("fr_CA"), DateOrder::DayFirst, Toward::Future};
        QCOMPARE(read("mañana a las 5", kThursday, es), QStringLiteral("2026-03-13 17:00"));
        QCOMPARE(read("mar 10", kThursday, es), QStringLiteral("2026-03-17 10:00"));
        QCOMPARE(read("el sábado a las 10 de la mañana", kThursday, es), QStringLiteral("2026-03-14 10:00"));
        QCOMPARE(read("14 de marzo 10:30", kThursday, es), QStringLiteral("2026-03-14 10:30"));
        QCOMPARE(read("pasado mañana 11", kThursday, es), QStringLiteral("2026-03-14 11:00"));
        QCOMPARE(read("media hora", kThursday, es), QStringLiteral("2026-03-12 10:30"));
        QCOMPARE(read("mardi 17h30", kThursday, fr), QStringLiteral("2026-03-17 17:30"));
        QCOMPARE(read("mar 17h", kThursday, fr), QStringLiteral("2026-03-17 17:00"));
        QCOMPARE(read("à 15h", kThursday, fr), QStringLiteral("2026-03-12 15:00"));
        QCOMPARE(read("aujourd’hui 15h", kThursday, fr), QStringLiteral("2026-03-12 15:00"));
        QCOMPARE(read("après-demain 10h", kThursday, fr), QStringLiteral("2026-03-14 10:00"));
        QCOMPARE(read("4/5 10:00", kThursday, fr), QStringLiteral("2026-05-04 10:00"));
        QCOMPARE(read("4/5 10:00"), QStringLiteral("2026-04-05 10:00 closed"));
        QCOMPARE(read("mardi 17h30"), QStringLiteral("2026-03-17 17:30")); // whatever the desk's language
    }
    void callsAlreadyMadeLieBehind()
    {
        QCOMPARE(past("9:40"), QStringLiteral("2026-03-12 09:40"));
        QCOMPARE(past("10:04"), QStringLiteral("2026-03-11 22:04 closed"));
        QCOMPARE(past("20m"), QStringLiteral("2026-03-12 09:40"));
        QCOMPARE(past("20 minutes ago"), QStringLiteral("2026-03-12 09:40"));
        QCOMPARE(past("yesterday 5pm"), QStringLiteral("2026-03-11 17:00"));
        QCOMPARE(past("wed 5pm"), QStringLiteral("2026-03-11 17:00"));
        QCOMPARE(past("tomorrow 5pm"), QStringLiteral("past"));
        QCOMPARE(past("yesterday"), QStringLiteral("time"));
    }
    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : {"", "   ", "soon", "sat sun", "25:00", "10:61", "99", "13am", "sat 10 11", "2h sat",
                 "13/13", "2/30 10:00", "h", "am", "in", "march", "march 32", "10 10", "99999999999", "500 days",
                 "9999 hours", "<b>sat</b> 10", "sat 10; DROP TABLE lead",
                 "\xe2\x80\xae"
                 "sat",
                 "9999-01-01", "1969-01-01 10:00"})
            QTest::newRow(typed) << QString::fromUtf8(typed);
        QTest::newRow("long") << QStringLiteral("sat ").repeated(10'000);
    }
    void nonsenseIsRefused()
    {
        QFETCH(const QString, typed);
        QCOMPARE(read(typed.toUtf8().constData()), QStringLiteral("time"));
    }
    void aStoreThatIsNeverOpenStillReadsTimes()
    {
        const Hours none;
        const auto found = readTimePhrase(u"tomorrow", none, kThursday);
        QVERIFY(found);
        QVERIFY(found->closed);
        QCOMPARE(found->at, utc("2026-03-13T10:00"));
    }
    void aTableWithMistakesIsRefused()
    {
        QVERIFY(!TimeWords::fromJson("no json"));
        QVERIFY(!TimeWords::fromJson(R"({"languages":{}})"));
        QVERIFY(!TimeWords::fromJson(R"({"languages":{"en":{"weekdays":[["mon"]]}}})"));
        QVERIFY(!TimeWords::fromJson(R"({"languages":{"en":{"nonsense":["x"]}}})"));
        QVERIFY(!TimeWords::fromJson(R"({"languages":{"en":{"days":{"far":99999}}}})"));
        QVERIFY(!TimeWords::fromJson(R"({"languages":{"en":{"at":[""]}}})"));
        QVERIFY(TimeWords::fromJson(R"({"languages":{"en":{"at":["at"]}}})"));
    }
};

UPDESK_TEST(TestTimePhrase);
#include "tst_timephrase.moc"
