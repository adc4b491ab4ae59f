// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/phonecall.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>

using namespace updesk;

namespace
{

const QTimeZone kZone("America/New_York");
const Time kNoon = 1'773'331'200'000; // 12 March 2026, 12:00 in New York

Result<PhoneTable> table(const QByteArray &bytes) { return phoneTableIn(bytes, kZone, QStringLiteral("US")); }

const QByteArray kHeading = "id,way,number,extension,began,seconds\n";

} // namespace

class TestPhoneTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTableOfCallsIsRead()
    {
        const auto read = table(kHeading
            + "c1,out,(404) 555-0117,204,2026-03-12 12:00:00,75\n"
              "c2,in,,,2026-03-12T17:00:00+01:00,0:00\n");
        QVERIFY(bool(read));
        QVERIFY(read->faults.empty());
        const std::vector<PhoneCall> expected{{QStringLiteral("c1"), CallWay::Out, QStringLiteral("+14045550117"),
                                                  QStringLiteral("204"), kNoon, kNoon, kNoon + 75 * kSecond, 75},
            {QStringLiteral("c2"), CallWay::In, {}, {}, kNoon, 0, kNoon, 0}};
        QCOMPARE(read->calls, expected);
    }
    void otherSystemsHeadingsAreKnown()
    {
        const auto read =
            table("\xef\xbb\xbf\"calldate\";\"Direction\";\"Phone Number\";\"billsec\";\"uniqueid\";\"clid\"\r\n"
                  "2026-03-12 12:00:00;outbound;404-555-0117;1:15;1773.5;\"Lee; \"\"Ann\"\"\r\nB\"\r\n"
                  "2026-03-12 12:00:00;Incoming;404-555-0118;0:01:05;1773.6;x\r\n");
        QVERIFY(bool(read));
        QVERIFY(read->faults.empty());
        QCOMPARE(read->calls.size(), size_t(2));
        QCOMPARE(read->calls[0].seconds, 75);
        QCOMPARE(read->calls[1].way, CallWay::In);
    }
    void aBadLineIsNamedAndTheRestIsRead()
    {
        const auto read = table(kHeading
            + ",out,404-555-0117,,2026-03-12 12:00:00,75\n"
              "c2,up,404-555-0117,,2026-03-12 12:00:00,75\n"
              "c3,out,40455,,2026-03-12 12:00:00,75\n"
              "\n"
              "c4,out,404-555-0117,,12/03/2026,75\n"
              "c5,out,404-555-0117,,2026-03-12 12:00:00,-5\n"
              "c6,out,404-555-0117,,2026-03-12 12:00:00,1:2:3:4\n"
              "c7,out,404-555-0117\n"
              "c8,out,404-555-0117,,2026-03-12 12:00:00,5\n");
        QVERIFY(bool(read));
        const std::vector<PhoneTableFault> expected{{2, QStringLiteral("id")}, {3, QStringLiteral("way")},
            {4, QStringLiteral("number")}, {6, QStringLiteral("began")}, {7, QStringLiteral("seconds")},
            {8, QStringLiteral("seconds")}, {9, QStringLiteral("columns")}};
        QCOMPARE(read->faults, expected);
        QCOMPARE(read->calls.size(), size_t(1));
        QCOMPARE(read->calls[0].id, QStringLiteral("c8"));
    }
    // It would wait in the queue until that day, and be an attempt that nobody made.
    void aCallThatIsStillToComeIsNone()
    {
        const QByteArray rows = kHeading
            + "c1,in,404-555-0117,,2026-03-12 12:04:00,75\n"
              "c2,in,404-555-0117,,2026-03-12 12:06:00,75\n"
              "c3,out,404-555-0117,,2099-01-01 12:00:00,75\n";
        const auto read = phoneTableIn(rows, kZone, QStringLiteral("US"), kNoon);
        QVERIFY(bool(read));
        const std::vector<PhoneTableFault> expected{{3, QStringLiteral("future")}, {4, QStringLiteral("future")}};
        QCOMPARE(read->faults, expected);
        QCOMPARE(read->calls.size(), size_t(1));
        QCOMPARE(phoneTableIn(rows, kZone, QStringLiteral("US"))->calls.size(), size_t(3));
    }
    void aTableWithoutItsHeadingIsRefused()
    {
        for (const char *text : {"", "c1,out,404-555-0117,204,2026-03-12 12:00:00,75\n", "id,way\n", "\0\0\0"})
            QCOMPARE(table(text).error().subject, QStringLiteral("heading"));
        QVERIFY(table(kHeading)->calls.empty());
    }
    void aHugeTableIsReadInTime()
    {
        QElapsedTimer timer;
        timer.start();
        const auto read =
            table(kHeading + QByteArray("c1,out,404-555-0117,204,2026-03-12 12:00:00,75\n").repeated(20'000));
        QCOMPARE(read->calls.size(), size_t(20'000));
        const auto quotes = table(kHeading + '"' + QByteArray(",\"\"x\n").repeated(200'000));
        QCOMPARE(quotes->faults.size(), size_t(1));
        QVERIFY(bool(table(kHeading + QByteArray(2'000'000, ','))));
        QVERIFY2(timer.elapsed() < 30'000, QByteArray::number(timer.elapsed()).constData());
        QCOMPARE(table(QByteArray(51 * 1024 * 1024, 'x')).error().subject, QStringLiteral("size"));
    }
};
UPDESK_TEST(TestPhoneTable);
#include "tst_phonetable.moc"
