// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/vehiclerows.h"

#include "core/vehicles/stock.h"

namespace updesk
{

namespace
{

// The unit that is still here before one of the same number that is sold.
constexpr const char *kVehicles = R"(
SELECT 0 AS trade, w.id AS id, w.year, w.make, w.model, w.trim, w.stock, w.vin, w.status, w.interest, w.miles,
    w.odometer_unit, w.preferred AS preferred, w.payoff, w.lender, w.details, u.state, u.price, u.since
FROM want w LEFT JOIN unit u ON u.id=(SELECT x.id FROM unit x WHERE x.stock=w.stock AND w.stock<>'' AND x.deleted=0
    ORDER BY x.state, x.id LIMIT 1)
WHERE w.lead_id=?1 AND w.deleted=0
UNION ALL
SELECT 1, t.id, t.year, t.make, t.model, t.trim, t.stock, t.vin, t.status, t.interest, t.miles, t.odometer_unit,
    t.preferred, t.payoff, t.lender, t.details, NULL, NULL, NULL
FROM trade t WHERE t.lead_id=?1 AND t.deleted=0
ORDER BY trade, preferred DESC, id)";

} // namespace

Result<std::vector<LeadVehicleRow>> leadVehicles(Database &database, LeadId lead)
{
    std::vector<LeadVehicleRow> rows;
    Query q = database.query(kVehicles);
    q.bind(1, lead);
    while (q.next()) {
        LeadVehicleRow &row = rows.emplace_back();
        LeadVehicle &v = row.vehicle;
        v.lead = lead;
        q.read(0, row.trade);
        q.read(1, v.id);
        q.read(2, v.year);
        q.read(3, v.make);
        q.read(4, v.model);
        q.read(5, v.trim);
        q.read(6, v.stock);
        q.read(7, v.vin);
        q.read(8, v.status);
        q.read(9, v.interest);
        q.read(10, v.odometer);
        q.read(11, v.unit);
        q.read(12, v.preferred);
        q.read(13, v.payoff);
        q.read(14, v.lender);
        q.read(15, v.details);
        row.known = !q.isNull(16);
        row.inStock = row.known && q.integer(16) == int(Unit::State::InStock);
        q.read(17, row.price);
        q.read(18, row.since);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

} // namespace updesk
