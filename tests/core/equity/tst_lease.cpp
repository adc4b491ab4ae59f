// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/equity/lease.h"
#include "tests/support/suite.h"

using namespace updesk;

/// The worked examples of domain.md 4.3, to the cent.
class TestLease : public QObject
{
    Q_OBJECT
    static constexpr LeaseTerms kExample{3'800'000, 2'200'000, 36, 0.0021};
private Q_SLOTS:
    void depreciationAndRentMakeThePayment()
    {
        const auto due = leasePayment(kExample);
        QCOMPARE(due->depreciation, qint64(44'444));
        QCOMPARE(due->rent, qint64(12'600));
        QCOMPARE(due->payment(), qint64(57'044));
        QVERIFY(std::abs(leaseApr(kExample.moneyFactor) - 0.0504) < 1e-12);
    }
    void thePayoffIsByConstantYield()
    {
        QCOMPARE(*leasePayoff(kExample, LeasePaid::InAdvance, 24), qint64(2'748'902));
        QCOMPARE(*leasePayoff(kExample, LeasePaid::InArrears, 24), qint64(2'759'994));
        QCOMPARE(*leaseRemaining(kExample, 24), qint64(2'884'533));
        QCOMPARE(*leaseRemaining(kExample, 24) - *leasePayoff(kExample, LeasePaid::InAdvance, 24), qint64(135'631));
        QCOMPARE(*leasePayoff(kExample, LeasePaid::InArrears, 24, 39'500), qint64(2'759'994 + 39'500));
    }
    void atItsEndTheResidualIsLeft()
    {
        const qint64 arrears = *leasePayoff(kExample, LeasePaid::InArrears, 36);
        QVERIFY2(std::abs(arrears - kExample.residual) <= 20, qPrintable(QString::number(arrears))); // rounded 36 times
        QCOMPARE(*leasePayoff(kExample, LeasePaid::InArrears, 0), kExample.capCost);
        QCOMPARE(*leaseRemaining(kExample, 36), kExample.residual);
    }
    void withoutRentTheRateIsNothing()
    {
        const LeaseTerms plain{360'000, 0, 36, 0};
        QCOMPARE(leasePayment(plain)->payment(), qint64(10'000));
        QVERIFY(*impliedRate(plain, LeasePaid::InArrears) < 1e-9);
        QCOMPARE(*leasePayoff(plain, LeasePaid::InArrears, 12), qint64(240'000));
    }
    void milesAboveTheAllowanceCost()
    {
        QCOMPARE(mileagePosition(26'000, 36'000, 24, 36, 25), (MileagePosition{2'000, 50'000}));
        QCOMPARE(mileagePosition(20'000, 36'000, 24, 36, 25), (MileagePosition{-4'000, 0}));
        QCOMPARE(mileagePosition(40'000, 36'000, 48, 36, 25), (MileagePosition{4'000, 100'000})); // past its end
        QCOMPARE(mileagePosition(40'000, 36'000, 12, 0, 25), MileagePosition{});
    }
    void nonsenseHasNoAnswer()
    {
        QVERIFY(!leasePayment({0, 0, 36, 0.002}));
        QVERIFY(!leasePayment({100'000, 200'000, 36, 0.002})); // worth more at the end
        QVERIFY(!leasePayment({100'000, 50'000, 0, 0.002}));
        QVERIFY(!leasePayment({100'000, 50'000, 36, -0.002}));
        QVERIFY(!leasePayment({100'000, 50'000, 36, 2.1})); // a rate typed for a factor
        QVERIFY(!leasePayoff(kExample, LeasePaid::InArrears, 37));
        QVERIFY(!leasePayoff(kExample, LeasePaid::InArrears, -1));
    }
};
UPDESK_TEST(TestLease);
#include "tst_lease.moc"
