// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/garage.h"

#include "core/desk/deed.h"
#include "core/desk/suspicion.h"
#include "core/people/customerstore.h"
#include "core/vehicles/vin.h"

namespace updesk
{

static Error invalid(const char *field) { return {Error::Code::Invalid, QString::fromLatin1(field), {}}; }

static Result<void> checked(const OwnedVehicle &vehicle)
{
    constexpr int kOldest = 1900, kNewest = 2100, kFarthest = 2'000'000;
    if (vehicle.make.isEmpty() && vehicle.model.isEmpty() && vehicle.vin.isEmpty())
        return invalid("vehicle");
    if (!vehicle.vin.isEmpty() && normalVin(vehicle.vin) != vehicle.vin)
        return invalid("vin");
    if (vehicle.year != 0 && (vehicle.year < kOldest || vehicle.year > kNewest))
        return invalid("year");
    if (vehicle.odometer < 0 || vehicle.odometer > kFarthest)
        return invalid("odometer");
    return {};
}

static Result<void> writeLoan(Transaction &tx, OwnedVehicleId vehicle, const Loan &loan)
{
    Loan after = loan;
    after.vehicle = vehicle;
    const bool known = !after.lender.isEmpty() || after.ends > 0;
    if (after.id.isNull()) {
        after.id = {tx.freshId()};
        return known ? apply(tx, put(kLoan, after)) : Result<void>();
    }
    const auto before = load(tx.database(), kLoan, after.id.value);
    if (!before)
        return before.error();
    return apply(tx, known ? set(kLoan, *before, after) : remove(kLoan, after.id.value));
}

static Result<void> writeVehicle(Transaction &tx, CustomerId customer, const GarageRow &row)
{
    const auto who = CustomerStore(tx.database()).find(customer);
    if (!who)
        return who.error();
    OwnedVehicle after = row.vehicle;
    if (auto sound = checked(after); !sound)
        return sound;
    const bool isNew = after.id.isNull();
    after.customer = who->id;
    if (isNew) {
        after.id = {tx.freshId()};
        if (auto done = apply(tx, put(kOwnedVehicle, after)); !done)
            return done;
    } else {
        const auto before = load(tx.database(), kOwnedVehicle, after.id.value);
        if (!before)
            return before.error();
        after.customer = before->customer;
        after.gone = before->gone;
        if (auto done = apply(tx, set(kOwnedVehicle, *before, after)); !done)
            return done;
    }
    if (auto done = writeLoan(tx, after.id, row.loan); !done)
        return done;
    if (!tx.written())
        return {};
    const auto code = isNew ? Activity::Code::VehicleAdded : Activity::Code::VehicleChanged;
    return writeChange(tx, who->id, code, vehicleName(after));
}

Result<DeedId> saveVehicle(Session &session, CustomerId customer, const GarageRow &row)
{
    return doDeed(session, "garage", {}, [&](Transaction &tx) { return writeVehicle(tx, customer, row); });
}

static Result<void> writeGone(Transaction &tx, OwnedVehicleId vehicle)
{
    const auto before = load(tx.database(), kOwnedVehicle, vehicle.value);
    if (!before)
        return before.error();
    if (before->gone)
        return {};
    OwnedVehicle after = *before;
    after.gone = true;
    if (auto done = apply(tx, set(kOwnedVehicle, *before, after)); !done)
        return done;
    const auto who = CustomerStore(tx.database()).find(before->customer);
    if (!who)
        return who.error();
    return writeChange(tx, who->id, Activity::Code::VehicleGone, vehicleName(after));
}

Result<DeedId> removeVehicle(Session &session, OwnedVehicleId vehicle)
{
    return doDeed(session, "garage_gone", {}, [&](Transaction &tx) { return writeGone(tx, vehicle); });
}

} // namespace updesk
