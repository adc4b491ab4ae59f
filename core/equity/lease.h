// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/equity/loan.h"

namespace updesk
{

/// Leases (domain.md 4.3). Money is whole cents; nothing: no lease has these numbers.
struct LeaseTerms {
    qint64 capCost = 0; ///< after what was put down
    qint64 residual = 0;
    int months = 0;
    double moneyFactor = 0;
    bool operator==(const LeaseTerms &) const = default;
};

/// What a month of it costs before tax.
struct LeasePayment {
    qint64 depreciation = 0, rent = 0;
    qint64 payment() const { return depreciation + rent; }
    bool operator==(const LeasePayment &) const = default;
};
std::optional<LeasePayment> leasePayment(const LeaseTerms &lease);

/// The yearly rate that a money factor comes to, about.
constexpr double leaseApr(double moneyFactor) { return 2400 * moneyFactor / 100; }

/// Whether the first payment is made at the beginning.
enum class LeasePaid : quint8 { InAdvance, InArrears };

/// The rate of one month at which the payments and the residual are worth the cap cost.
std::optional<double> impliedRate(const LeaseTerms &lease, LeasePaid paid);

/// What ends it after so many payments, by constant yield: the balance that the implied rate leaves, interest rounded
/// each month. The lessor's own payoff to dealers may differ, and some sell to none.
std::optional<qint64> leasePayoff(const LeaseTerms &lease, LeasePaid paid, int made, qint64 fees = 0);

/// What is still to be paid, simply added up: always more than the payoff.
std::optional<qint64> leaseRemaining(const LeaseTerms &lease, int made, qint64 fees = 0);

/// How far the odometer stands above (below 0: under) what the lease allows by now, and what that would cost.
struct MileagePosition {
    int over = 0;
    qint64 penalty = 0; ///< cents; 0 when under
    bool operator==(const MileagePosition &) const = default;
};
MileagePosition mileagePosition(int miles, int allowance, int monthsGone, int term, qint64 centsPerMile);

} // namespace updesk
