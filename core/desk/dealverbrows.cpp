// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbrows.h"

#include "core/store/found.h"

namespace updesk
{

static constexpr char kNumbered[] =
    "SELECT id FROM unit WHERE stock=?1 AND deleted=0 ORDER BY state, since DESC LIMIT 1";
static constexpr char kNewest[] =
    "SELECT id FROM appointment WHERE lead_id=?1 AND state=?2 AND deleted=0 ORDER BY at DESC LIMIT 1";
static constexpr char kBought[] = "SELECT id FROM owned_vehicle WHERE customer_id=?1 AND bought=?2 AND bought_here=1"
                                  " AND gone=0 AND deleted=0 LIMIT 1";

Result<std::optional<Unit>> unitNumbered(Database &database, const QString &stock)
{
    Query q = database.query(kNumbered);
    q.bind(1, stock);
    return foundRow(database, kUnit, std::move(q));
}

Result<std::optional<Appointment>> newestIn(Database &database, LeadId lead, Appointment::State state)
{
    Query q = database.query(kNewest);
    q.bind(1, lead).bind(2, int(state));
    return foundRow(database, kAppointment, std::move(q));
}

Result<std::optional<OwnedVehicle>> boughtHereAt(Database &database, CustomerId customer, Time at)
{
    Query q = database.query(kBought);
    q.bind(1, customer).bind(2, at);
    return foundRow(database, kOwnedVehicle, std::move(q));
}

} // namespace updesk
