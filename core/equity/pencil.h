// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/equity/lease.h"

namespace updesk
{

/// The payment pencil (F81, domain.md 4.5): everything that a payment is figured from, all of it shown and editable.
/// What comes out is an estimate, never an offer (3.7).
struct PencilTerm {
    int months = 72;
    double apr = 0;
    bool operator==(const PencilTerm &) const = default;
};

struct Pencil {
    qint64 price = 0, fees = 0, rebate = 0, cashDown = 0; ///< cents
    qint64 tradeValue = 0, payoff = 0; ///< of the trade-in
    double taxRate = 0;
    bool taxesDifference = true; ///< the state taxes the price less the trade's value
    std::vector<PencilTerm> terms{{72, 0}, {84, 0}};
    int perYear = kMonthly; ///< payments: kMonthly or kBiWeekly, as many loans in Canada are paid (4.1)
    qint64 paymentNow = 0; ///< what they pay today; 0: not known
    int monthsLeft = 0; ///< of that
    bool operator==(const Pencil &) const = default;
};

/// One term side by side with the others.
struct PencilLine {
    PencilTerm term;
    qint64 payment = 0;
    int payments = 0; ///< how many
    qint64 monthly = 0; ///< what they come to a month: payment x payments a year / 12
    qint64 interest = 0; ///< over the whole term
    qint64 total = 0; ///< all payments and what is put down
    qint64 change = 0; ///< of `monthly` against what they pay today; only when that is known
    int monthsAdded = 0; ///< beyond what they have left; a longer term is never silent
    qint64 sameFinances = 0; ///< what a loan with the payment of today would finance (4.1); 0: not known
    bool operator==(const PencilLine &) const = default;
};

struct PencilResult {
    qint64 tax = 0, equity = 0, financed = 0; ///< equity below 0 adds to what is financed
    bool financedNothing = false; ///< cash, trade and rebate cover it all
    std::vector<PencilLine> lines; ///< of the terms that a loan can have, in their order
    bool estimate = true;
    bool operator==(const PencilResult &) const = default;
};
/// Nothing: an amount is below 0 or beyond reason, or a rate or the number of payments a year is.
std::optional<PencilResult> penciled(const Pencil &pencil);

/// How many payments a term of so many months has: months x payments a year / 12, the nearest whole one.
int paymentsIn(int months, int perYear);

/// Payments side by side (F81): a row for each length, a column for each rate.
struct PencilGrid {
    std::vector<int> months; ///< ascending
    std::vector<double> rates; ///< ascending
    std::vector<std::vector<qint64>> payments; ///< cents; [months][rates]
    bool operator==(const PencilGrid &) const = default;
};
/// The terms of the pencil and the usual lengths of 36 to 84 months, each at every rate that the pencil names: no rate
/// is guessed. Empty: nothing is financed, or no loan has these numbers.
PencilGrid pencilGrid(const Pencil &pencil);

/// What a state taxes of a lease, and when (domain.md 4.3: "by state rule"). All but EachPayment is due at signing.
enum class LeaseTaxOn : quint8 {
    EachPayment, ///< most states
    AllPayments, ///< the sum of the base payments, at the start
    Price ///< the price agreed, before anything is taken off it, at the start
};
/// As it is written down: `each_payment`, `all_payments` or `price`.
const char *leaseTaxCode(LeaseTaxOn on);
/// Empty is each payment, as all that was kept before there was a choice; nothing: a word that is none of them.
std::optional<LeaseTaxOn> leaseTaxOf(QStringView code);

/// The same for a lease: cap cost as agreed, with the fees that are financed, less what is put down.
struct LeasePencil {
    LeaseTerms terms;
    qint64 cashDown = 0, rebate = 0, equity = 0, fees = 0;
    double taxRate = 0;
    LeaseTaxOn taxOn = LeaseTaxOn::EachPayment;
    bool operator==(const LeasePencil &) const = default;
};
struct LeaseResult {
    LeasePayment base;
    qint64 tax = 0, payment = 0; ///< a month; payment with tax
    qint64 taxAtSigning = 0; ///< once, at the start; then a payment has no tax
    qint64 total = 0; ///< all payments, tax at signing and what is put down; the residual is not among them
    double apr = 0;
    bool estimate = true;
    bool operator==(const LeaseResult &) const = default;
};
std::optional<LeaseResult> penciled(const LeasePencil &pencil);

/// Whether a new payment is near enough to the one of today: at most so many cents above it, or so many percent (4.5).
bool isPaymentMatch(qint64 now, qint64 next, qint64 cents, double percent);

} // namespace updesk
