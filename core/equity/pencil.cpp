// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/equity/pencil.h"

#include <algorithm>
#include <initializer_list>
#include <set>

namespace updesk
{

static constexpr qint64 kMost = 1'000'000'000; // cents

static bool areMoney(std::initializer_list<qint64> amounts)
{
    return std::ranges::all_of(amounts, [](qint64 cents) { return cents >= 0 && cents <= kMost; });
}

static bool isTax(double rate) { return rate >= 0 && rate <= 0.5; }

int paymentsIn(int months, int perYear) { return (months * perYear + kMonthly / 2) / kMonthly; }

// domain.md 4.1, i = APR / payments a year.
static std::optional<PencilLine> lineOf(const Pencil &pencil, qint64 financed, const PencilTerm &term)
{
    const LoanTerms loan{financed, term.apr, paymentsIn(term.months, pencil.perYear), pencil.perYear};
    const auto lines = loanSchedule(loan);
    if (!lines)
        return std::nullopt;
    PencilLine line;
    line.term = term;
    line.payment = lines->front().payment;
    line.payments = loan.payments;
    line.monthly = roundedCents(double(line.payment) * pencil.perYear / kMonthly);
    for (const LoanLine &one : *lines)
        line.interest += one.interest;
    line.total = financed + line.interest + pencil.cashDown;
    if (pencil.paymentNow > 0) {
        line.change = line.monthly - pencil.paymentNow;
        line.monthsAdded = std::max(0, term.months - pencil.monthsLeft);
        const qint64 each = roundedCents(double(pencil.paymentNow) * kMonthly / pencil.perYear);
        line.sameFinances = mostFinanced(loan, each).value_or(0);
    }
    return line;
}

std::optional<PencilResult> penciled(const Pencil &pencil)
{
    if (!areMoney({pencil.price, pencil.fees, pencil.rebate, pencil.cashDown, pencil.tradeValue, pencil.payoff,
            pencil.paymentNow})
        || !isTax(pencil.taxRate) || (pencil.perYear != kMonthly && pencil.perYear != kBiWeekly))
        return std::nullopt;
    PencilResult out;
    const qint64 taxed = pencil.taxesDifference ? std::max<qint64>(0, pencil.price - pencil.tradeValue) : pencil.price;
    out.tax = roundedCents(double(taxed) * pencil.taxRate);
    out.equity = pencil.tradeValue - pencil.payoff;
    out.financed = pencil.price + pencil.fees + out.tax - pencil.rebate - pencil.cashDown - out.equity;
    out.financedNothing = out.financed <= 0;
    if (out.financedNothing)
        return out;
    for (const PencilTerm &term : pencil.terms) {
        const auto line = lineOf(pencil, out.financed, term);
        if (!line)
            return std::nullopt;
        out.lines.push_back(*line);
    }
    return out;
}

PencilGrid pencilGrid(const Pencil &pencil)
{
    static constexpr int kUsual[] = {36, 48, 60, 72, 84};
    const auto result = penciled(pencil);
    if (!result || result->lines.empty())
        return {};
    std::set<int> months(std::begin(kUsual), std::end(kUsual));
    std::set<double> rates;
    for (const PencilTerm &term : pencil.terms) {
        months.insert(term.months);
        rates.insert(term.apr);
    }
    PencilGrid grid;
    grid.months.assign(months.begin(), months.end());
    grid.rates.assign(rates.begin(), rates.end());
    for (const int length : grid.months) {
        std::vector<qint64> &row = grid.payments.emplace_back();
        for (const double rate : grid.rates)
            row.push_back(
                loanPayment({result->financed, rate, paymentsIn(length, pencil.perYear), pencil.perYear}).value_or(0));
    }
    return grid;
}

const char *leaseTaxCode(LeaseTaxOn on)
{
    switch (on) {
    case LeaseTaxOn::AllPayments:
        return "all_payments";
    case LeaseTaxOn::Price:
        return "price";
    case LeaseTaxOn::EachPayment:
        break;
    }
    return "each_payment";
}

std::optional<LeaseTaxOn> leaseTaxOf(QStringView code)
{
    if (code.isEmpty())
        return LeaseTaxOn::EachPayment;
    for (const LeaseTaxOn on : {LeaseTaxOn::EachPayment, LeaseTaxOn::AllPayments, LeaseTaxOn::Price}) {
        if (code == QLatin1String(leaseTaxCode(on)))
            return on;
    }
    return std::nullopt;
}

// What is taxed at the start, in cents.
static qint64 taxedAtSigning(const LeasePencil &pencil, const LeasePayment &base)
{
    switch (pencil.taxOn) {
    case LeaseTaxOn::AllPayments:
        return base.payment() * pencil.terms.months;
    case LeaseTaxOn::Price:
        return pencil.terms.capCost;
    case LeaseTaxOn::EachPayment:
        break;
    }
    return 0;
}

std::optional<LeaseResult> penciled(const LeasePencil &pencil)
{
    if (!areMoney({pencil.cashDown, pencil.rebate, pencil.fees}) || !isTax(pencil.taxRate) || pencil.terms.capCost < 0
        || pencil.equity < -kMost || pencil.equity > kMost)
        return std::nullopt;
    LeaseTerms terms = pencil.terms;
    terms.capCost += pencil.fees - pencil.cashDown - pencil.rebate - pencil.equity;
    const auto base = leasePayment(terms);
    if (!base)
        return std::nullopt;
    LeaseResult out;
    out.base = *base;
    if (pencil.taxOn == LeaseTaxOn::EachPayment)
        out.tax = roundedCents(double(base->payment()) * pencil.taxRate);
    out.taxAtSigning = roundedCents(double(taxedAtSigning(pencil, *base)) * pencil.taxRate);
    out.payment = base->payment() + out.tax;
    out.total = out.payment * terms.months + out.taxAtSigning + pencil.cashDown;
    out.apr = leaseApr(terms.moneyFactor);
    return out;
}

bool isPaymentMatch(qint64 now, qint64 next, qint64 cents, double percent)
{
    return now > 0 && next > 0 && (next - now <= cents || double(next - now) <= double(now) * percent / 100);
}

} // namespace updesk
