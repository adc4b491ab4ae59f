// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/equity/lease.h"

#include <algorithm>
#include <cmath>

namespace updesk
{

static constexpr qint64 kMostMoney = 100'000'000'000;
static constexpr int kMostMonths = 120;

static bool isSound(const LeaseTerms &lease)
{
    return lease.capCost > 0 && lease.capCost <= kMostMoney && lease.residual >= 0 && lease.residual <= lease.capCost
        && lease.months > 0 && lease.months <= kMostMonths && lease.moneyFactor >= 0 && lease.moneyFactor <= 0.1;
}

std::optional<LeasePayment> leasePayment(const LeaseTerms &lease)
{
    if (!isSound(lease))
        return std::nullopt;
    return LeasePayment{roundedCents(double(lease.capCost - lease.residual) / lease.months),
        roundedCents(double(lease.capCost + lease.residual) * lease.moneyFactor)};
}

/// What the payments and the residual are worth at the beginning.
static double worth(const LeaseTerms &lease, double payment, double rate, LeasePaid paid)
{
    const int first = paid == LeasePaid::InAdvance ? 0 : 1;
    double sum = double(lease.residual) * std::pow(1 + rate, -lease.months);
    for (int n = 0; n < lease.months; ++n)
        sum += payment * std::pow(1 + rate, -(n + first));
    return sum;
}

std::optional<double> impliedRate(const LeaseTerms &lease, LeasePaid paid)
{
    const auto due = leasePayment(lease);
    if (!due || due->payment() * lease.months + lease.residual + lease.months < lease.capCost) // but for rounding
        return std::nullopt;
    const double payment = double(due->payment());
    double low = 0, high = 0.5;
    for (int i = 0; i < 200; ++i) {
        const double middle = (low + high) / 2;
        (worth(lease, payment, middle, paid) > double(lease.capCost) ? low : high) = middle;
    }
    return (low + high) / 2;
}

std::optional<qint64> leasePayoff(const LeaseTerms &lease, LeasePaid paid, int made, qint64 fees)
{
    const auto due = leasePayment(lease);
    const auto rate = impliedRate(lease, paid);
    if (!due || !rate || made < 0 || made > lease.months)
        return std::nullopt;
    qint64 balance = lease.capCost;
    for (int n = 0; n < made; ++n) {
        if (n > 0 || paid == LeasePaid::InArrears)
            balance += roundedCents(double(balance) * *rate);
        balance -= due->payment();
    }
    return balance + fees;
}

std::optional<qint64> leaseRemaining(const LeaseTerms &lease, int made, qint64 fees)
{
    const auto due = leasePayment(lease);
    if (!due || made < 0 || made > lease.months)
        return std::nullopt;
    const double exact = double(lease.capCost - lease.residual) / lease.months
        + double(lease.capCost + lease.residual) * lease.moneyFactor;
    return roundedCents(exact * (lease.months - made)) + lease.residual + fees;
}

MileagePosition mileagePosition(int miles, int allowance, int monthsGone, int term, qint64 centsPerMile)
{
    if (term <= 0)
        return {};
    MileagePosition position;
    const qint64 allowed = qint64(allowance) * std::clamp(monthsGone, 0, term) / term;
    position.over = int(miles - allowed);
    position.penalty = position.over > 0 ? position.over * centsPerMile : 0;
    return position;
}

} // namespace updesk
