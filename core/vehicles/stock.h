// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/table.h"
#include "core/vehicles/vehicle.h"

namespace updesk
{

/// A vehicle of our stock.
struct Unit {
    enum class State : quint8 { InStock, Sold, Gone };
    UnitId id;
    QString stock, vin;
    int year = 0;
    QString make, model, trim, colour;
    VehicleStatus status = VehicleStatus::Unknown;
    int odometer = 0;
    qint64 price = 0; ///< cents
    Time since = 0; ///< first day on the lot
    State state = State::InStock;
    QString search; ///< folded "year make model trim stock vin tail", what the vehicle box looks in
    bool operator==(const Unit &) const = default;
};

using OwnedVehicleId = IdOf<struct OwnedVehicleTag>;

/// A vehicle that a customer owns or owned (the garage, F23).
struct OwnedVehicle {
    OwnedVehicleId id;
    CustomerId customer;
    int year = 0;
    QString make, model, trim, vin;
    Time bought = 0;
    bool boughtHere = false, gone = false;
    int odometer = 0;
    bool operator==(const OwnedVehicle &) const = default;
};

/// What a customer still owes on a vehicle of theirs.
struct Loan {
    RowOnlyId id;
    OwnedVehicleId vehicle;
    QString lender;
    Time ends = 0; ///< the month of the last payment; 0: not known
    bool operator==(const Loan &) const = default;
};

inline constexpr TableOf kUnit{"unit", column("stock", &Unit::stock), column("vin", &Unit::vin),
    column("year", &Unit::year), column("make", &Unit::make), column("model", &Unit::model),
    column("trim", &Unit::trim), column("colour", &Unit::colour), column("status", &Unit::status),
    column("odometer", &Unit::odometer), column("price", &Unit::price), column("since", &Unit::since),
    column("state", &Unit::state), column("search", &Unit::search)};

inline constexpr TableOf kOwnedVehicle{"owned_vehicle", column("customer_id", &OwnedVehicle::customer),
    column("year", &OwnedVehicle::year), column("make", &OwnedVehicle::make), column("model", &OwnedVehicle::model),
    column("trim", &OwnedVehicle::trim), column("vin", &OwnedVehicle::vin), column("bought", &OwnedVehicle::bought),
    column("bought_here", &OwnedVehicle::boughtHere), column("gone", &OwnedVehicle::gone),
    column("odometer", &OwnedVehicle::odometer)};

inline constexpr TableOf kLoan{
    "loan", column("owned_vehicle_id", &Loan::vehicle), column("lender", &Loan::lender), column("ends", &Loan::ends)};

} // namespace updesk
