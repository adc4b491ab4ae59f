// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/phonenumber.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

QString us() { return QStringLiteral("US"); }

QStringList e164s(const QString &typed, const QString &region = us())
{
    QStringList list;
    for (const PhoneNumber &number : phonesIn(typed, region))
        list << (number.e164.isEmpty() ? QStringLiteral("bad") : number.e164);
    return list;
}

} // namespace

class TestPhoneNumber : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWrittenNumberBecomesE164_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *typed, const char *region, const char *expected) {
            QTest::addRow("%s in %s", typed, region)
                << QString::fromUtf8(typed) << QString::fromLatin1(region) << QString::fromLatin1(expected);
        };
        row("(555) 555-0144", "US", "+15555550144");
        row("404.555.0117", "", "+14045550117");
        row("1 (404) 555-0117", "US", "+14045550117");
        row("+1 404 555 0117", "GB", "+14045550117");
        row("001 404 555 0117", "US", "+14045550117");
        row("\uff0b1 404 555 0117", "US", "+14045550117");
        row("\uff14\uff10\uff14-555-0117", "US", "+14045550117");
        row("Cell: 404-555-0117", "US", "+14045550117");
        row("404-555-0117 (cell)", "US", "+14045550117");
        row("404-555-0117 call after 5", "US", "+14045550117");
        row("My number is 404-555-0117", "US", "+14045550117");
        row("1-800-555-0FIT", "US", "+18005550348");
        row("1-800-FLOWERS", "US", "+18003569377");
        row("1-800-CONTACTS", "US", "+18002668228");
        row("555-0105", "US", "bad");
        row("000-000-0000", "US", "bad");
        row("555-555-5555", "US", "bad");
        row("104-555-0117", "US", "bad");
        row("404-155-0117", "US", "bad");
        row("404-555-01170", "US", "bad");
        row("+1 555-0105", "US", "bad");
        row("07700 900123", "GB", "+447700900123");
        row("+44 (0)20 7946 0018", "US", "+442079460018");
        row("+44 020 7946 0018", "US", "+442079460018");
        row("0044 20 7946 0018", "DE", "+442079460018");
        row("011 44 20 7946 0018", "US", "+442079460018");
        row("0114 496 0123", "GB", "+441144960123");
        row("030 123456", "DE", "+4930123456");
        row("+52 1 55 1234 5678", "US", "+525512345678");
        row("+52 55 1234 5678", "US", "+525512345678");
        row("(416) 555-0188", "CA", "+14165550188");
        row("404 555 0117", "Atlantis", "+14045550117");
        row("call me", "US", "bad");
        row("404 \u0442\u0435\u043b 555 0117", "US", "bad");
        row("+0 404 555 0117", "US", "bad");
        row("+999 123 456 789", "US", "bad");
    }
    void aWrittenNumberBecomesE164()
    {
        QFETCH(QString, typed);
        QFETCH(QString, region);
        QFETCH(QString, expected);
        QCOMPARE(e164s(typed, region), QStringList{expected});
    }

    void twoNumbersInOneFieldArePartedInOrder_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : {"8165550106 / 8165550107", "816-555-0106;816-555-0107",
                 "(816) 555-0106, (816) 555-0107", "816.555.0106 & 816.555.0107", "816 555 0106|816 555 0107",
                 "816-555-0106 or 816-555-0107", "8165550106 AND 8165550107", "home: 816-555-0106, cell: 816-555-0107",
                 "+18165550106+18165550107", "816/555-0106 / 816/555-0107", "8165550106\n8165550107"})
            QTest::addRow("%s", typed) << QString::fromLatin1(typed);
    }
    void twoNumbersInOneFieldArePartedInOrder()
    {
        QFETCH(QString, typed);
        QCOMPARE(e164s(typed), (QStringList{QStringLiteral("+18165550106"), QStringLiteral("+18165550107")}));
    }

    void anExtensionIsKeptApart_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("extension");
        QTest::newRow("x") << QStringLiteral("816.555.0102 x7") << QStringLiteral("7");
        QTest::newRow("ext.") << QStringLiteral("1-816-555-0102 ext. 22") << QStringLiteral("22");
        QTest::newRow("Extension:") << QStringLiteral("(816)5550102 Extension: 1234") << QStringLiteral("1234");
        QTest::newRow("hash") << QStringLiteral("8165550102#5") << QStringLiteral("5");
        QTest::newRow("comma") << QStringLiteral("816-555-0102, ext 9") << QStringLiteral("9");
        QTest::newRow("rfc3966") << QStringLiteral("tel:+1-816-555-0102;ext=31") << QStringLiteral("31");
        QTest::newRow("abroad") << QStringLiteral("+1 816 555 0102 x12") << QStringLiteral("12");
    }
    void anExtensionIsKeptApart()
    {
        QFETCH(QString, typed);
        QFETCH(QString, extension);
        const auto numbers = phonesIn(typed, us());
        QCOMPARE(numbers.size(), size_t(1));
        QCOMPARE(numbers[0].e164, QStringLiteral("+18165550102"));
        QCOMPARE(numbers[0].extension, extension);
    }

    void aFaxIsNoContactPhone()
    {
        QVERIFY(phonesIn(u"Fax: 816-555-0104", us()).empty());
        QVERIFY(phonesIn(u"816-555-0104 (FAX)", us()).empty());
        QCOMPARE(e164s(QStringLiteral("816-555-0103, fax 816-555-0104")), QStringList{QStringLiteral("+18165550103")});
    }
    void theSameNumberTwiceIsOne()
    {
        QCOMPARE(
            e164s(QStringLiteral("816-555-0103 / +1 (816) 555 0103")), QStringList{QStringLiteral("+18165550103")});
    }
    void whatCannotBeReadKeepsItsText()
    {
        const auto numbers = phonesIn(u" 555-0105 ", us());
        QCOMPARE(numbers.size(), size_t(1));
        QCOMPARE(numbers[0].typed, QStringLiteral("555-0105"));
        QVERIFY(phonesIn(u"", us()).empty());
        QVERIFY(phonesIn(u"  \t", us()).empty());
    }
    void overLongTextIsRefusedAtOnce()
    {
        const QString digits(100'000, u'4');
        const auto numbers = phonesIn(digits, us());
        QCOMPARE(numbers.size(), size_t(1));
        QVERIFY(numbers[0].e164.isEmpty());
        QVERIFY(numbers[0].typed.size() <= 1024);
        QVERIFY(phonesIn(QStringLiteral("1,").repeated(50'000), us())[0].e164.isEmpty());
        QVERIFY(phonesIn(QStringLiteral("+").repeated(250), us())[0].e164.isEmpty());
        QVERIFY(phonesIn(QStringLiteral("+").repeated(250), QStringLiteral("GB"))[0].e164.isEmpty());
    }

    void aNumberIsShownNationallyAtHomeAndInternationallyAbroad()
    {
        QCOMPARE(displayPhone(QStringLiteral("+15555550144"), us()), QStringLiteral("(555) 555-0144"));
        QCOMPARE(displayPhone(QStringLiteral("+15555550144"), QString()), QStringLiteral("(555) 555-0144"));
        QCOMPARE(displayPhone(QStringLiteral("+15555550144"), QStringLiteral("GB")), QStringLiteral("+1 555-555-0144"));
        QCOMPARE(displayPhone(QStringLiteral("+442079460018"), us()), QStringLiteral("+44 20 7946 0018"));
        QCOMPARE(displayPhone(QStringLiteral("+442079460018"), QStringLiteral("GB")), QStringLiteral("020 7946 0018"));
        QCOMPARE(displayPhone(QStringLiteral("555-0105"), us()), QStringLiteral("555-0105"));
        QCOMPARE(displayPhone(QString(), us()), QString());
    }
    void theTailIsTheLastDigits()
    {
        QCOMPARE(phoneTail(u"+15555550144"), QStringLiteral("5550144"));
        QCOMPARE(phoneTail(u"555-01 44", 4), QStringLiteral("0144"));
        QCOMPARE(phoneTail(u"44"), QStringLiteral("44"));
        QCOMPARE(phoneTail(u""), QString());
    }
};
UPDESK_TEST(TestPhoneNumber);
#include "tst_phonenumber.moc"
