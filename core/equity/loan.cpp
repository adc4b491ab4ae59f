// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/equity/loan.h"

#include <algorithm>
#include <cmath>

namespace updesk
{

static constexpr double kMostRate = 2; // 200 % a year: beyond that a number was mistyped
static constexpr qint64 kMostMoney = 100'000'000'000; // cents; a double holds them exactly with room to multiply
static constexpr Time kQuoteHolds = 10 * kDay;

qint64 roundedCents(double cents) { return qint64(std::floor(cents + 0.5)); }

static bool isMoney(qint64 cents) { return cents > 0 && cents <= kMostMoney; }

static bool isSound(const LoanTerms &loan)
{
    return loan.payments > 0 && loan.payments <= kMostPayments && loan.perYear > 0 && loan.perYear <= 366
        && loan.apr >= 0 && loan.apr <= kMostRate;
}

/// What one cent of principal costs each period.
static double share(double rate, int payments)
{
    return rate == 0 ? 1.0 / payments : rate / -std::expm1(-payments * std::log1p(rate));
}

std::optional<qint64> loanPayment(const LoanTerms &loan)
{
    if (!isMoney(loan.principal) || !isSound(loan))
        return std::nullopt;
    return roundedCents(double(loan.principal) * share(loan.apr / loan.perYear, loan.payments));
}

std::optional<double> loanRate(const LoanTerms &loan, qint64 payment)
{
    LoanTerms free = loan;
    free.apr = 0;
    if (!isMoney(loan.principal) || !isMoney(payment) || !isSound(free)
        || double(payment) * loan.payments < double(loan.principal))
        return std::nullopt;
    double low = 0, high = kMostRate / loan.perYear;
    if (double(loan.principal) * share(high, loan.payments) < double(payment))
        return std::nullopt;
    for (int i = 0; i < 200; ++i) {
        const double middle = (low + high) / 2;
        (double(loan.principal) * share(middle, loan.payments) < double(payment) ? low : high) = middle;
    }
    return (low + high) / 2 * loan.perYear;
}

std::optional<int> loanLength(const LoanTerms &loan, qint64 payment)
{
    LoanTerms one = loan;
    one.payments = 1;
    if (!isMoney(loan.principal) || !isMoney(payment) || !isSound(one))
        return std::nullopt;
    const double rate = loan.apr / loan.perYear;
    qint64 balance = loan.principal;
    for (int n = 1; n <= kMostPayments; ++n) {
        const qint64 interest = roundedCents(double(balance) * rate);
        if (payment <= interest)
            return std::nullopt;
        balance -= std::min(balance, payment - interest);
        if (balance == 0)
            return n;
    }
    return std::nullopt;
}

std::optional<qint64> mostFinanced(const LoanTerms &loan, qint64 payment)
{
    if (!isMoney(payment) || !isSound(loan))
        return std::nullopt;
    return roundedCents(double(payment) / share(loan.apr / loan.perYear, loan.payments));
}

std::optional<std::vector<LoanLine>> loanSchedule(const LoanTerms &loan)
{
    const auto payment = loanPayment(loan);
    if (!payment)
        return std::nullopt;
    std::vector<LoanLine> lines;
    qint64 balance = loan.principal;
    for (int n = 1; n <= loan.payments; ++n) {
        LoanLine line;
        line.n = n;
        line.interest = roundedCents(double(balance) * loan.apr / loan.perYear);
        line.payment = n == loan.payments ? balance + line.interest : *payment;
        line.principal = std::min(balance, line.payment - line.interest);
        line.payment = line.principal + line.interest;
        balance -= line.principal;
        line.balance = balance;
        lines.push_back(line);
    }
    return lines;
}

std::optional<qint64> loanBalance(const LoanTerms &loan, int paid)
{
    if (paid < 0 || paid > loan.payments)
        return std::nullopt;
    const auto lines = loanSchedule(loan);
    if (!lines)
        return std::nullopt;
    return paid == 0 ? loan.principal : (*lines)[std::size_t(paid) - 1].balance;
}

qint64 payoffOn(qint64 balance, double apr, int days)
{
    return balance + roundedCents(double(balance) * apr / 365 * std::max(0, days));
}

PayoffTrust payoffTrust(Time quotedAt, bool ownContract, Time now)
{
    if (quotedAt > 0 && now >= quotedAt && now - quotedAt < kQuoteHolds)
        return PayoffTrust::High;
    return ownContract ? PayoffTrust::Medium : PayoffTrust::Low;
}

} // namespace updesk
