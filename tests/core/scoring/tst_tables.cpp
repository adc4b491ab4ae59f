// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/tables.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestTables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsBecomeDays_data()
    {
        QTest::addColumn<int>("days");
        const auto row = [](const char *words, int days) { QTest::newRow(words) << days; };
        row("ASAP", 7);
        row("this week", 7);
        row("Within 2 weeks", 14);
        row("month", 30);
        row("1-3 months", 90);
        row("just looking", 365);
        row("Looking", 365);
        row("not in a hurry", 365);
        row("not ready now", 365);
        row("within 30 days", 30);
        row("0-30 days", 30);
        row("30 to 60 days", 60);
        row("over 90 days", 91);
        row("90+ days", 91);
        row("6 months", 180);
        row("6 month", 180);
        row("3 months or more", 91);
        row("2wks", 14);
        row("48 hours", 2);
        row("36 hrs", 2);
        row("3 semanas", 21);
        row("6 mois", 180);
        row("lo antes posible", 7);
        row("\303\200 trois mois", 90);
        row("99999999999 days", -1);
        row("2000000000 years", 3649);
        row("-5", -1);
        row("purple", -1);
        row("not this month", 31);
        row("not this month, maybe next year", 365);
        row("not this month maybe next year", 365);
        row("not in the next 3 months", 91);
        row("won't buy in the next 3 months", 91);
        row("Not just looking, ready to buy this week", 7);
        row("not just looking ready to buy this week", 7);
        row("Not just looking", -1);
        row("not this week but this month", 30);
        row("not for 2 weeks", 15);
        row("No, this week", 7);
        row("no later than 2 weeks", 14);
        row("no more than 30 days", 30);
        row("not over 30 days", 30);
        row("more than 30 days", 31);
        row("A.S.A.P.", 7);
        row("not", -1);
        row("pas ce mois", 31);
        row("", -1);
    }
    void wordsBecomeDays()
    {
        QFETCH(int, days);
        QCOMPARE(timeframeDays(QString::fromUtf8(QTest::currentDataTag()), TimeframeTable::standard()), days);
    }
    void aVeryLongTextIsNotReadToItsEnd()
    {
        QCOMPARE(timeframeDays(QStringLiteral("asap ") + QString(1'000'000, u'7'), TimeframeTable::standard()), 7);
        QCOMPARE(timeframeDays(QString(1'000'000, u'+'), TimeframeTable::standard()), -1);
    }
    void anEditedTableRulesAndTheLongestEntryWins()
    {
        const auto table = TimeframeTable::fromJson(
            "{\"phrases\":[{\"words\":\"Soon\",\"days\":9},{\"words\":\"not soon\",\"days\":200}]}");
        QVERIFY(table);
        QCOMPARE(timeframeDays(u"SOON!", *table), 9);
        QCOMPARE(timeframeDays(u"Not soon", *table), 200);
        QCOMPARE(timeframeDays(u"asap", *table), -1);
        QCOMPARE(timeframeDays(u"2 weeks", *table), -1);
    }
    void theTableSurvivesTheWayThroughJson()
    {
        const TimeframeTable &table = TimeframeTable::standard();
        QVERIFY(table.phrases.size() > 50);
        const auto read = TimeframeTable::fromJson(table.toJson());
        QVERIFY(read);
        QVERIFY(*read == table);
    }
    void aBadTableIsRefused()
    {
        QCOMPARE(TimeframeTable::fromJson("").error().code, Error::Code::Damaged);
        QCOMPARE(TimeframeTable::fromJson("{}").error().code, Error::Code::Damaged);
        for (const char *json : {"{\"phrases\":[{\"words\":\"\",\"days\":3}]}", "{\"phrases\":[{\"words\":\"x\"}]}",
                 "{\"phrases\":[{\"words\":\"x\",\"days\":-2}]}", "{\"phrases\":[{\"words\":\"x\",\"days\":99999}]}",
                 "{\"phrases\":[7]}", "{\"phrases\":[],\"unitHours\":{\"day\":0}}"}) {
            const auto read = TimeframeTable::fromJson(json);
            QVERIFY2(!read, json);
            QCOMPARE(read.error().code, Error::Code::Invalid);
        }
    }
    void theLongestPrefixNamesTheRing()
    {
        const auto rings = RingTable::from({{QStringLiteral("6"), 3}, {QStringLiteral("606"), 1},
            {QStringLiteral("60614"), 0}, {QStringLiteral("k1a"), 2}});
        QVERIFY(rings);
        QCOMPARE(rings->ringOf(u"60614-1234"), 0);
        QCOMPARE(rings->ringOf(u"60699"), 1);
        QCOMPARE(rings->ringOf(u"61000"), 3);
        QCOMPARE(rings->ringOf(u"K1A 0B1"), 2);
        QCOMPARE(rings->ringOf(u"90210"), -1);
        QCOMPARE(rings->ringOf(u""), -1);
        QCOMPARE(rings->ringOf(QString(1'000'000, u'6')), 3);
        QCOMPARE(RingTable().ringOf(u"60614"), -1);
    }
    void FL5_noPrefixIsLeftOutSilently()
    {
        const auto rings = RingTable::from({{QStringLiteral("606"), 0}});
        QVERIFY(rings);
        const QStringList used{QStringLiteral("60614"), QStringLiteral("46321"), QStringLiteral("463"), QString(),
            QStringLiteral("k1a 0b1"), QStringLiteral("46321")};
        QCOMPARE(rings->missing(used), (QStringList{QStringLiteral("463"), QStringLiteral("K1A")}));
        QVERIFY(rings->missing({}).isEmpty());
    }
    void aBadRingTableIsRefused()
    {
        QCOMPARE(RingTable::from({{QStringLiteral("606"), 5}}).error().code, Error::Code::Invalid);
        QCOMPARE(RingTable::from({{QStringLiteral(" - "), 1}}).error().code, Error::Code::Invalid);
        const auto twice = RingTable::from({{QStringLiteral("k1a"), 1}, {QStringLiteral("K1A"), 2}});
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, Error::Code::Duplicate);
        QCOMPARE(twice.error().subject, QStringLiteral("K1A"));
    }
};
UPDESK_TEST(TestTables);
#include "tst_tables.moc"
