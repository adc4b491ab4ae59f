// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/equity/loan.h"
#include "tests/support/suite.h"

#include <limits>

using namespace updesk;

/// The worked examples of domain.md 4.1 and 4.2, to the cent.
class TestLoan : public QObject
{
    Q_OBJECT
    static constexpr LoanTerms kExample{3'200'000, 0.069, 72, kMonthly};
private Q_SLOTS:
    void thirtyTwoThousandAtSixPointNineForSeventyTwoMonths()
    {
        QCOMPARE(*loanPayment(kExample), qint64(54'403));
        QCOMPARE(*loanBalance(kExample, 36), qint64(1'764'553));
        const auto lines = loanSchedule(kExample);
        QCOMPARE(lines->size(), size_t(72));
        QCOMPARE(lines->back().payment, qint64(54'426));
        QCOMPARE(lines->back().balance, qint64(0));
        qint64 principal = 0;
        for (const LoanLine &line : *lines) {
            QCOMPARE(line.payment, line.interest + line.principal);
            principal += line.principal;
        }
        QCOMPARE(principal, kExample.principal);
    }
    void aPayoffGrowsByTheDay()
    {
        QCOMPARE(payoffOn(1'764'542, 0.069, 10), qint64(1'767'878));
        QCOMPARE(payoffOn(1'764'542, 0.069, 1) - 1'764'542, qint64(334));
        QCOMPARE(payoffOn(1'764'542, 0.069, 0), qint64(1'764'542));
        QCOMPARE(payoffOn(1'764'542, 0.069, -5), qint64(1'764'542)); // nobody owes less for looking back
    }
    void withoutInterestItIsDivided()
    {
        QCOMPARE(*loanPayment({1'200'000, 0, 12, kMonthly}), qint64(100'000));
        const auto lines = loanSchedule({100'000, 0, 3, kMonthly});
        QCOMPARE(lines->front().payment, qint64(33'333));
        QCOMPARE(lines->back().payment, qint64(33'334));
    }
    void theRateIsFoundFromThePayment_data()
    {
        QTest::addColumn<qint64>("principal");
        QTest::addColumn<double>("apr");
        QTest::addColumn<int>("payments");
        QTest::addColumn<int>("perYear");
        QTest::newRow("example") << qint64(3'200'000) << 0.069 << 72 << kMonthly;
        QTest::newRow("bi-weekly") << qint64(2'500'000) << 0.0799 << 156 << kBiWeekly;
        QTest::newRow("dear") << qint64(900'000) << 0.2499 << 48 << kMonthly;
        QTest::newRow("free") << qint64(1'200'000) << 0.0 << 12 << kMonthly;
    }
    void theRateIsFoundFromThePayment()
    {
        QFETCH(const qint64, principal);
        QFETCH(const double, apr);
        QFETCH(const int, payments);
        QFETCH(const int, perYear);
        const LoanTerms loan{principal, apr, payments, perYear};
        const auto rate = loanRate({principal, 0, payments, perYear}, *loanPayment(loan));
        QVERIFY(rate);
        QVERIFY2(std::abs(*rate - apr) < 0.00005, qPrintable(QString::number(*rate)));
    }
    void theLengthIsFoundFromThePayment()
    {
        QCOMPARE(*loanLength({3'200'000, 0.069, 0, kMonthly}, 54'403), 73); // 23 cents are left over
        QCOMPARE(*loanLength({3'200'000, 0.069, 0, kMonthly}, 54'404), 72);
        QCOMPARE(*loanLength({100'000, 0, 0, kMonthly}, 33'333), 4);
        QVERIFY(!loanLength({3'200'000, 0.069, 0, kMonthly}, 18'400)); // the first month's interest
        QVERIFY(!loanLength({3'200'000, 0, 0, kMonthly}, 100)); // for thousands of months
    }
    void aPaymentCarriesSoMuch()
    {
        const qint64 most = *mostFinanced({0, 0.069, 72, kMonthly}, 54'403);
        QVERIFY(std::abs(most - 3'200'000) < 50); // a payment is rounded to the cent
        QCOMPARE(*mostFinanced({0, 0, 12, kMonthly}, 100'000), qint64(1'200'000));
    }
    void nonsenseHasNoAnswer()
    {
        QVERIFY(!loanPayment({0, 0.05, 60, kMonthly}));
        QVERIFY(!loanPayment({-100, 0.05, 60, kMonthly}));
        QVERIFY(!loanPayment({100'000, -0.01, 60, kMonthly}));
        QVERIFY(!loanPayment({100'000, 0.05, 0, kMonthly}));
        QVERIFY(!loanPayment({100'000, 0.05, 601, kMonthly}));
        QVERIFY(!loanPayment({100'000, 0.05, 60, 0}));
        QVERIFY(!loanPayment({std::numeric_limits<qint64>::max(), 0.05, 60, kMonthly}));
        QVERIFY(!loanRate({100'000, 0, 10, kMonthly}, 9'999)); // it does not bring the principal back
        QVERIFY(!loanRate({100'000, 0, 10, kMonthly}, 90'000)); // no rate a lender has
        QVERIFY(!loanBalance({100'000, 0.05, 60, kMonthly}, 61));
        QVERIFY(!loanBalance({100'000, 0.05, 60, kMonthly}, -1));
    }
    void aPayoffIsTrustedByWhereItComesFrom()
    {
        const Time now = 100 * kDay;
        QCOMPARE(payoffTrust(now - 9 * kDay, false, now), PayoffTrust::High);
        QCOMPARE(payoffTrust(now - 10 * kDay, false, now), PayoffTrust::Low);
        QCOMPARE(payoffTrust(now - 10 * kDay, true, now), PayoffTrust::Medium);
        QCOMPARE(payoffTrust(0, true, now), PayoffTrust::Medium);
        QCOMPARE(payoffTrust(now + kDay, false, now), PayoffTrust::Low); // a quote of tomorrow is none
    }
};
UPDESK_TEST(TestLoan);
#include "tst_loan.moc"
