// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/parts/regiontime.h"

using namespace updesk;

class TestRegionTime : public QObject
{
    Q_OBJECT

    /// QLocale writes narrow and unbreakable spaces where the region wants them; here they count as spaces.
    static QString plain(QString text)
    {
        return text.replace(QChar(0x202F), u' ').replace(QChar(0xA0), u' ').replace(QChar(0x2019), u'\'');
    }

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void timesAndDaysFollowTheRegion_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("today");
        QTest::addColumn<QString>("friday");
        QTest::addColumn<QString>("later");
        QTest::addColumn<QString>("heading");
        QTest::addColumn<QString>("money");
        QTest::newRow("none") << QStringLiteral("C") << QStringLiteral("14:05") << QStringLiteral("Fri 8:30")
                              << QStringLiteral("Mar 24") << QStringLiteral("March 24, 2025")
                              << QStringLiteral("$1,234");
        QTest::newRow("US") << QStringLiteral("en_US") << QStringLiteral("2:05 PM") << QStringLiteral("Fri 8:30 AM")
                            << QStringLiteral("Mar 24") << QStringLiteral("March 24, 2025") << QStringLiteral("$1,234");
        QTest::newRow("US, Spanish") << QStringLiteral("es_US") << QStringLiteral("2:05 p. m.")
                                     << QStringLiteral("vie 8:30 a. m.") << QStringLiteral("24 mar")
                                     << QStringLiteral("24 marzo 2025") << QStringLiteral("$1,234");
        QTest::newRow("Canada, French") << QStringLiteral("fr_CA") << QStringLiteral("14 h 05")
                                        << QStringLiteral("ven. 08 h 30") << QStringLiteral("24 mars")
                                        << QStringLiteral("24 mars 2025") << QStringLiteral("1 234 $");
    }
    void timesAndDaysFollowTheRegion()
    {
        QFETCH(QString, locale);
        QLocale::setDefault(QLocale(locale));
        const QDate thursday(2026, 3, 12);
        const auto moment = [&](int days, int hour, int minute) {
            return plain(regionMoment(QDateTime(thursday.addDays(days), QTime(hour, minute)), thursday));
        };
        QTEST(moment(0, 14, 5), "today");
        QTEST(moment(1, 8, 30), "friday");
        QTEST(moment(12, 8, 30), "later");
        QTEST(plain(regionLongDay(QDate(2025, 3, 24), thursday)), "heading");
        QTEST(plain(regionMoney(123'400)), "money");
        const QString late = plain(regionMomentWithTime(QDateTime(thursday.addDays(12), QTime(8, 30)), thursday));
        QVERIFY2(late.startsWith(moment(12, 8, 30)) && late.contains(QStringLiteral("30")), qPrintable(late));
    }
    void centsAreShownWhenThereAreAny()
    {
        QLocale::setDefault(QLocale(QStringLiteral("en_US")));
        QCOMPARE(regionMoney(123'450), QStringLiteral("$1,234.50"));
        QCOMPARE(regionMoney(0), QStringLiteral("$0"));
    }
};
UPDESK_TEST(TestRegionTime);
#include "tst_regiontime.moc"
