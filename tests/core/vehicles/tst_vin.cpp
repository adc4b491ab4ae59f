// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vehicles/vin.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestVin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aVinLosesBlanksHyphensAndLowerCase()
    {
        QCOMPARE(normalVin(u" 5yj3e1ea7-kf31 7204 "), QStringLiteral("5YJ3E1EA7KF317204"));
    }
    void whatIsNoVinBecomesNothing()
    {
        QCOMPARE(normalVin(u""), QString());
        QCOMPARE(normalVin(u"5YJ3E1EA7KF31720"), QString());
        QCOMPARE(normalVin(u"5YJ3E1EA7KF3172044"), QString());
        QCOMPARE(normalVin(u"5YJ3E1EA7KF31720O"), QString());
        QCOMPARE(normalVin(u"5YJ3E1EA7KF31720*"), QString());
        QCOMPARE(normalVin(QString(100'000, u'5')), QString());
    }
    void theCheckDigitIsCompared()
    {
        QCOMPARE(checkVin(QStringLiteral("5YJ3E1EA7KF317204")), VinCheck::Agrees);
        QCOMPARE(checkVin(QStringLiteral("2T3P1RFVXLC104466")), VinCheck::Agrees);
        QCOMPARE(checkVin(QStringLiteral("5YJ3E1EA8KF317204")), VinCheck::Wrong);
        QCOMPARE(checkVin(QStringLiteral("WVWZZZ1KZAW000001")), VinCheck::None);
        QCOMPARE(checkVin(QString()), VinCheck::Wrong);
    }
    void theModelYearFollowsTheSeventhPlace()
    {
        QCOMPARE(vinModelYear(QStringLiteral("5YJ3E1EA7KF317204")), 2019);
        QCOMPARE(vinModelYear(QStringLiteral("1HGCV1F34MA018427")), 2021);
        QCOMPARE(vinModelYear(QStringLiteral("2HGFC2162KH530012")), 1989);
        QCOMPARE(vinModelYear(QStringLiteral("1HGCV163430018427")), 2003);
        QCOMPARE(vinModelYear(QStringLiteral("1HGCV1F34U0018427")), 0);
        QCOMPARE(vinModelYear(QString()), 0);
    }
};
UPDESK_TEST(TestVin);
#include "tst_vin.moc"
