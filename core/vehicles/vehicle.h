// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

enum class VehicleStatus : quint8 { Unknown, New, Used };
enum class Interest : quint8 { Buy, Lease, TestDrive, TradeIn, Sell };
enum class OdometerUnit : quint8 { Miles, Kilometres };

/// True when the customer has the vehicle (trade-in, sell) and does not want it.
constexpr bool isTrade(Interest interest) { return interest >= Interest::TradeIn; }

/// A vehicle as a lead names it: wanted or to be traded. Empty text and 0 mean "not said".
struct VehicleDraft {
    int year = 0;
    QString make, model, trim, stock, vin;
    VehicleStatus status = VehicleStatus::Unknown;
    Interest interest = Interest::Buy;
    int odometer = -1; ///< -1: not said
    OdometerUnit unit = OdometerUnit::Miles;
    qint64 payoff = 0; ///< cents, what is still owed on a trade
    QString lender;
    QString details; ///< colours, options, prices, condition: one fact a line, for reading
    bool operator==(const VehicleDraft &) const = default;
};

} // namespace updesk
