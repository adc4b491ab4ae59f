// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/names.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestNames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysFoldCaseAccentsAndPunctuation()
    {
        QCOMPARE(nameKey(u"O'Hara-Smith"), QStringLiteral("oharasmith"));
        QCOMPARE(nameKey(u"  D\u00edaz "), QStringLiteral("diaz"));
        QCOMPARE(nameKey(u" .,- "), QString());
        QCOMPARE(nameWords(u"Mary Ann"), (QStringList{QStringLiteral("mary"), QStringLiteral("ann")}));
        QVERIFY(nameWords(u"").isEmpty());
    }
    void aHundredThousandLettersAreCut()
    {
        const QString hostile(100'000, u'a');
        QCOMPARE(nameKey(hostile).size(), kNameMost);
        QCOMPARE(nameWords(hostile).join(QString()).size(), kNameMost);
        QString words;
        for (int i = 0; i < 50'000; ++i)
            words += QLatin1String("b ");
        QVERIFY(nameWords(words).size() <= kNameMost);
        QCOMPARE(jaroWinkler(hostile, hostile), 1.0);
        QVERIFY(jaroWinkler(hostile, QString(100'000, u'b')) < 0.01);
        QVERIFY(oneTypoAway(hostile, hostile + u'x'));
        QVERIFY(houseNumber(QString(100'000, u'7')).size() <= 8);
        QVERIFY(postalKey(QString(100'000, u'7')).size() <= 7);
        QCOMPARE(generationOf(hostile), QString());
    }
    void likenessOfKnownPairs_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<double>("likeness");
        const auto row = [](const char *a, const char *b, double likeness) {
            QTest::newRow(a) << QString::fromLatin1(a) << QString::fromLatin1(b) << likeness;
        };
        row("martha", "marhta", 0.9611);
        row("dwayne", "duane", 0.84);
        row("dixon", "dicksonx", 0.8133);
        row("smith", "smith", 1.0);
        row("abc", "xyz", 0.0);
        row("", "smith", 0.0);
        row("a", "b", 0.0);
    }
    void likenessOfKnownPairs()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(double, likeness);
        QVERIFY2(std::abs(jaroWinkler(a, b) - likeness) < 0.0005, qPrintable(QString::number(jaroWinkler(a, b))));
        QCOMPARE(jaroWinkler(a, b), jaroWinkler(b, a));
    }
    void twoEmptyNamesAreNotAlike() { QCOMPARE(jaroWinkler(u"", u""), 0.0); }
    void likenessDoesNotDependOnTheOrder()
    {
        quint32 dice = 1;
        const auto word = [&] {
            QString text;
            dice = dice * 1664525u + 1013904223u;
            for (quint32 i = 0; i < 3 + dice % 9; ++i) {
                dice = dice * 1664525u + 1013904223u;
                text += QChar(u'a' + char16_t(dice >> 24) % 4);
            }
            return text;
        };
        for (int i = 0; i < 5000; ++i) {
            const QString a = word();
            const QString b = word();
            QCOMPARE(jaroWinkler(a, b), jaroWinkler(b, a));
            QCOMPARE(oneTypoAway(a, b), oneTypoAway(b, a));
        }
    }
    void oneTypoIsOneLetter()
    {
        QVERIFY(oneTypoAway(u"sam@x.com", u"sam@x.con"));
        QVERIFY(oneTypoAway(u"sam@gmail.com", u"sam@gmial.com"));
        QVERIFY(oneTypoAway(u"sam@x.com", u"samm@x.com"));
        QVERIFY(oneTypoAway(u"", u"x"));
        QVERIFY(!oneTypoAway(u"sam@x.com", u"sam@x.com"));
        QVERIFY(!oneTypoAway(u"sam@x.com", u"tim@x.com"));
        QVERIFY(!oneTypoAway(u"abcd", u"badc"));
        QVERIFY(!oneTypoAway(u"", u""));
        QVERIFY(!oneTypoAway(u"", u"xy"));
    }
    void generations()
    {
        QCOMPARE(generationOf(u"Jr."), QStringLiteral("jr"));
        QCOMPARE(generationOf(u"SENIOR"), QStringLiteral("sr"));
        QCOMPARE(generationOf(u"PhD III"), QStringLiteral("iii"));
        QCOMPARE(generationOf(u"2nd"), QStringLiteral("ii"));
        QCOMPARE(generationOf(u"PhD"), QString());
        QCOMPARE(generationOf(u""), QString());
    }
    void addresses()
    {
        QCOMPARE(houseNumber(u"1200 N Elm St"), QStringLiteral("1200"));
        QCOMPARE(houseNumber(u" 12-B Oak St"), QStringLiteral("12b"));
        QCOMPARE(houseNumber(u"12, rue des Pins"), QStringLiteral("12"));
        QCOMPARE(houseNumber(u"PO Box 12"), QString());
        QCOMPARE(houseNumber(u""), QString());
        QCOMPARE(postalKey(u"60614-1234"), QStringLiteral("60614"));
        QCOMPARE(postalKey(u"K1A 0B1"), QStringLiteral("k1a0b1"));
        QCOMPARE(postalKey(u""), QString());
    }
    void nicknamesShareAGroup()
    {
        const Nicknames &names = Nicknames::standard();
        QVERIFY(names.count() >= 80);
        const auto share = [&](const char *a, const char *b) {
            const std::vector<int> first = names.groupsOf(QString::fromLatin1(a));
            const std::vector<int> second = names.groupsOf(QString::fromLatin1(b));
            std::vector<int> both;
            std::set_intersection(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(both));
            return !both.empty();
        };
        QVERIFY(share("bob", "robert"));
        QVERIFY(share("pepe", "jose"));
        QVERIFY(share("alex", "alexandra"));
        QVERIFY(share("alex", "alexandre"));
        QVERIFY(!share("alexander", "alexandria"));
        QVERIFY(!share("mario", "maria"));
        QVERIFY(!share("sam", "tim"));
        QVERIFY(names.groupsOf(QStringLiteral("zzyzx")).empty());
        QVERIFY(names.groupsOf(QString()).empty());
    }
    void badListsAreRefused()
    {
        QCOMPARE(Nicknames::fromJson("").error().code, Error::Code::Damaged);
        QCOMPARE(Nicknames::fromJson("{\"groups\":[[\"bob\"]]}").error().code, Error::Code::Invalid);
        QCOMPARE(Nicknames::fromJson("{\"groups\":[[\"bob\",\"-\"]]}").error().code, Error::Code::Invalid);
        QVERIFY(Nicknames::fromJson("{\"groups\":[]}"));
        QCOMPARE(Commonness::fromJson("[]").error().code, Error::Code::Damaged);
        QCOMPARE(Commonness::fromJson("{\"per100000\":{\"smith\":0}}").error().code, Error::Code::Invalid);
    }
    void commonNamesAreKnown()
    {
        const Commonness &common = Commonness::standard();
        QVERIFY(common.per100000(QStringLiteral("smith")) > common.per100000(QStringLiteral("kelly")));
        QCOMPARE(common.per100000(QStringLiteral("quillfeather")), Commonness::kRare);
    }
    void aValueOnMoreThanTwentyCustomersIsShared()
    {
        Commonness common;
        const QString phone = QStringLiteral("+15555550100");
        common.countShared(phone, 20);
        QVERIFY(!common.isShared(phone));
        common.countShared(phone, 21);
        QVERIFY(common.isShared(phone));
        common.countShared(phone, 3);
        QVERIFY(!common.isShared(phone));
    }
    void madeUpValuesAreShared()
    {
        for (const char *value : {"noemail@dealer.com", "no-email@x.com", "none@none.com", "n.a@x.com",
                 "john@noemail.com", "+15555551212", "refused@x.com"})
            QVERIFY2(Commonness::isPlaceholder(QString::fromLatin1(value)), value);
        for (const char *value : {"sam@example.com", "nona@x.com", "noemi@x.com", "+15555550100", "", "@", "sam"})
            QVERIFY2(!Commonness::isPlaceholder(QString::fromLatin1(value)), value);
    }
};
UPDESK_TEST(TestNames);
#include "tst_names.moc"
