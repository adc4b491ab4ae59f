// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/vehicles/stock.h"

#include <vector>

namespace updesk
{

/// What the vehicle box offers of one vehicle on the lot.
struct StockRow {
    UnitId id;
    QString stock, vin;
    int year = 0;
    QString make, model, trim, colour;
    VehicleStatus status = VehicleStatus::Unknown;
    int odometer = 0;
    qint64 price = 0; ///< cents
    QString search; ///< folded words
    bool operator==(const StockRow &) const = default;
};

/// The vehicles in stock, newest model year first, at most `limit`. For one open form, which then looks in them on
/// every key.
Result<std::vector<StockRow>> stockRows(Database &database, int limit = 5000);

/// The vehicles in stock whose number begins with the typed text, in the order of the numbers; none for a text without
/// a digit. Reads by index: for each key typed in a search box.
Result<std::vector<StockRow>> stockNumbered(Database &database, const QString &typed, int most);

/// The rows that every typed word fits: the beginning of a year, make, model, trim or stock number, or at least four
/// digits and letters at the end of the VIN. An exact stock number or VIN comes first; else the order of the rows.
std::vector<StockRow> findStock(const std::vector<StockRow> &rows, const QString &typed, int most);

/// A vehicle from free words: a VIN or stock number of ours, "2019 Land Rover Discovery SE", or makes and models that
/// stand on the lot ("rav4 xle"). What is not understood is kept as the model, nothing is dropped.
VehicleDraft vehicleTyped(const QString &typed, const std::vector<StockRow> &rows);
VehicleDraft draftOf(const StockRow &row);

} // namespace updesk
