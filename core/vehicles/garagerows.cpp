// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vehicles/garagerows.h"

namespace updesk
{

static constexpr char kGarage[] = R"(
SELECT v.id, v.year, v.make, v.model, v.trim, v.vin, v.bought, v.bought_here, v.odometer, l.id, l.lender, l.ends
FROM owned_vehicle v LEFT JOIN loan l ON l.owned_vehicle_id=v.id AND l.deleted=0
WHERE v.customer_id=?1 AND v.deleted=0 AND v.gone=0 ORDER BY v.bought DESC, v.id DESC, l.id)";

Result<std::vector<GarageRow>> garageOf(Database &database, CustomerId customer)
{
    std::vector<GarageRow> rows;
    Query q = database.query(kGarage);
    q.bind(1, customer);
    while (q.next()) {
        const OwnedVehicleId id{q.id(0)};
        if (!rows.empty() && rows.back().vehicle.id == id)
            continue; // two desks wrote down one loan each
        GarageRow &row = rows.emplace_back();
        row.vehicle = {id, customer, q.integer(1), q.text(2), q.text(3), q.text(4), q.text(5), q.number(6),
            q.number(7) != 0, false, q.integer(8)};
        row.loan = {{q.id(9)}, q.isNull(9) ? OwnedVehicleId() : id, q.text(10), q.number(11)};
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<std::vector<Loan>> loansOf(Database &database, OwnedVehicleId vehicle)
{
    std::vector<Loan> loans;
    Query q = database.query("SELECT id, lender, ends FROM loan WHERE owned_vehicle_id=?1 AND deleted=0 ORDER BY id");
    q.bind(1, vehicle);
    while (q.next())
        loans.push_back({{q.id(0)}, vehicle, q.text(1), q.number(2)});
    if (auto done = q.done(); !done)
        return done.error();
    return loans;
}

QString vehicleName(const OwnedVehicle &vehicle)
{
    const QString year = vehicle.year > 0 ? QString::number(vehicle.year) : QString();
    const QString name = (year + u' ' + vehicle.make + u' ' + vehicle.model + u' ' + vehicle.trim).simplified();
    return name.isEmpty() || name == year ? (name + u' ' + vehicle.vin).simplified() : name;
}

} // namespace updesk
