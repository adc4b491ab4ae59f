// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/dncreader.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestDncReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNumberIsReadInAnyOfItsForms()
    {
        for (const char *line : {"2125550150", "212,5550150", "(212) 555-0150", "+1 212 555 0150", "12125550150",
                 "212-555-0150\r", " 212.555.0150 ", "\"212\",\"5550150\""})
            QCOMPARE(dncNumberIn(line).value_or(0), DncNumber(2125550150));
        for (const char *line :
            {"", "212555015", "21255501501", "22125550150", "0125550150", "1125550150", "2120550150", "2121550150",
                "212555O150", "area,number", "+442079460018", "2125550150 2125550151", "212+5550150"})
            QVERIFY2(!dncNumberIn(line), line);
        QVERIFY(!dncNumberIn(QByteArray(1'000'000, '2')));
        QCOMPARE(dncNumberOf("+12125550150").value_or(0), DncNumber(2125550150));
        QVERIFY(!dncNumberOf("2125550150"));
    }
    void aFileIsReadInSortedRunsAndBadLinesAreKeptWithTheirNumbers()
    {
        DncReader reader(3);
        QVERIFY(!reader.add("\xEF\xBB\xBF"
                            "2125550153"));
        QVERIFY(!reader.add("nobody"));
        QVERIFY(!reader.add(""));
        QVERIFY(!reader.add("2125550151"));
        QVERIFY(reader.add("2125550151"));
        QCOMPARE(reader.take(), (std::vector<DncNumber>{2125550151, 2125550153}));
        QVERIFY(!reader.add("2125550150"));
        QCOMPARE(reader.take(), (std::vector<DncNumber>{2125550150}));
        QVERIFY(reader.take().empty());
        QCOMPARE(reader.lines(), 6);
        QCOMPARE(reader.bad(), 1);
        QCOMPARE(reader.badLines(), (std::vector<DncBadLine>{{2, "nobody"}}));
    }
    void ofEndlessNonsenseOnlySomeIsKept()
    {
        DncReader reader;
        const QByteArray line(60'000, 'x');
        for (int i = 0; i < 1000; ++i)
            reader.add(line);
        QCOMPARE(reader.bad(), 1000);
        QCOMPARE(reader.badLines().size(), DncReader::kMostBadKept);
        QVERIFY(reader.badLines().front().text.size() < 100);
    }
    void packedNumbersAreFoundAgain()
    {
        std::vector<DncNumber> numbers;
        for (DncNumber n = 2002000000; n < 9992000000; n += 7'999'999)
            numbers.push_back(n);
        const QByteArray packed = packedNumbers(numbers.data(), numbers.size());
        QCOMPARE(packed.size(), qsizetype(numbers.size()) * 5);
        for (const DncNumber number : numbers) {
            QVERIFY(holdsNumber(packed, number));
            QVERIFY(!holdsNumber(packed, number + 1));
        }
        QVERIFY(!holdsNumber({}, 2125550150));
    }
};
UPDESK_TEST(TestDncReader);
#include "tst_dncreader.moc"
