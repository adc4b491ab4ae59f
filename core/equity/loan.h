// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <optional>
#include <vector>

namespace updesk
{

/// Loans (domain.md 4.1, 4.2). Money is whole cents, rates are decimals (0.069 is 6.9 %). Nothing: no loan has these
/// numbers.

inline constexpr int kMonthly = 12, kBiWeekly = 26; ///< payments a year
inline constexpr int kMostPayments = 600;

/// A loan by its contract.
struct LoanTerms {
    qint64 principal = 0;
    double apr = 0;
    int payments = 0;
    int perYear = kMonthly;
    bool operator==(const LoanTerms &) const = default;
};

/// Half a cent and more is one.
qint64 roundedCents(double cents);

/// The level payment.
std::optional<qint64> loanPayment(const LoanTerms &loan);

/// The yearly rate that a loan of this payment has; its `apr` is not looked at. Nothing too when the payments do not
/// even bring the principal back.
std::optional<double> loanRate(const LoanTerms &loan, qint64 payment);

/// How many payments of this height a loan takes, the last one perhaps lower; its `payments` is not looked at. Nothing:
/// it does not even pay the interest, or more than kMostPayments.
std::optional<int> loanLength(const LoanTerms &loan, qint64 payment);

/// The most that a payment can finance; `principal` is not looked at.
std::optional<qint64> mostFinanced(const LoanTerms &loan, qint64 payment);

/// One payment of a schedule in whole cents.
struct LoanLine {
    int n = 0; ///< from 1
    qint64 payment = 0, interest = 0, principal = 0, balance = 0; ///< balance: after it
    bool operator==(const LoanLine &) const = default;
};
/// All payments, interest rounded each time; the last one brings the balance to nothing.
std::optional<std::vector<LoanLine>> loanSchedule(const LoanTerms &loan);

/// What is owed after so many payments, by the schedule.
std::optional<qint64> loanBalance(const LoanTerms &loan, int paid);

/// What is owed so many days after the payment that left this balance: simple interest on 365 days.
qint64 payoffOn(qint64 balance, double apr, int days);

/// How far a payoff may be trusted (4.2).
enum class PayoffTrust : quint8 { Low, Medium, High };
/// High: the lender's own quote, under 10 days old. Medium: our contract, on schedule. Low: rate or term guessed.
PayoffTrust payoffTrust(Time quotedAt, bool ownContract, Time now);

} // namespace updesk
