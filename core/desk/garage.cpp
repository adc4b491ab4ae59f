// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/garage.h"

#include "core/desk/buyerfacts.h"
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

static bool isKnown(const Loan &loan) { return !loan.lender.isEmpty() || loan.ends > 0; }

static Error changed() { return {Error::Code::Conflict, QStringLiteral("vehicle"), {}}; }

static Result<void> clearLoans(Transaction &tx, const std::vector<Loan> &loans)
{
    for (const Loan &loan : loans) {
        if (auto done = apply(tx, remove(kLoan, loan.id.value)); !done)
            return done;
    }
    return {};
}

// Of two loans the form shows the first; cleared, neither comes back.
static Result<void> writeLoan(Transaction &tx, OwnedVehicleId vehicle, const Loan &opened, const Loan &typed)
{
    if (opened.lender == typed.lender && opened.ends == typed.ends)
        return {};
    const auto loans = loansOf(tx.database(), vehicle);
    if (!loans)
        return loans.error();
    const bool stale = opened.id.isNull() ? !loans->empty() : loans->empty() || loans->front().id != opened.id;
    if (stale)
        return loans->empty() && !isKnown(typed) ? Result<void>() : changed();
    Loan after = typed;
    after.id = opened.id;
    after.vehicle = vehicle;
    if (opened.id.isNull()) {
        after.id = {tx.freshId()};
        return apply(tx, put(kLoan, after));
    }
    if (isKnown(after))
        return apply(tx, set(kLoan, opened, after));
    return loans->front() == opened ? clearLoans(tx, *loans) : changed();
}

// Only what was typed is written: what another desk changed meanwhile stands, and where both changed it nothing does.
static Result<void> changeVehicle(Transaction &tx, const OwnedVehicle &opened, const OwnedVehicle &typed)
{
    const auto now = load(tx.database(), kOwnedVehicle, opened.id.value);
    if (!now)
        return now.error();
    if (now->gone)
        return Error{Error::Code::NotFound, QStringLiteral("vehicle"), {}};
    OwnedVehicle after = typed;
    after.id = opened.id;
    after.customer = opened.customer;
    after.gone = opened.gone;
    return apply(tx, set(kOwnedVehicle, opened, after));
}

static Result<void> writeVehicle(Transaction &tx, CustomerId customer, const GarageRow &opened, const GarageRow &typed)
{
    const auto who = CustomerStore(tx.database()).find(customer);
    if (!who)
        return who.error();
    if (auto sound = checked(typed.vehicle); !sound)
        return sound;
    const bool isNew = opened.vehicle.id.isNull();
    OwnedVehicleId id = opened.vehicle.id;
    if (isNew) {
        OwnedVehicle made = typed.vehicle;
        made.id = id = {tx.freshId()};
        made.customer = who->id;
        if (auto done = apply(tx, put(kOwnedVehicle, made)); !done)
            return done;
        if (auto done = dropNoTrade(tx, who->id); !done)
            return done;
    } else if (auto done = changeVehicle(tx, opened.vehicle, typed.vehicle); !done) {
        return done;
    }
    if (auto done = writeLoan(tx, id, opened.loan, typed.loan); !done)
        return done;
    if (!tx.written())
        return {};
    const auto now = load(tx.database(), kOwnedVehicle, id.value);
    if (!now)
        return now.error();
    return writeChange(
        tx, who->id, isNew ? Activity::Code::VehicleAdded : Activity::Code::VehicleChanged, vehicleName(*now));
}

Result<DeedId> saveVehicle(Session &session, CustomerId customer, const GarageRow &opened, const GarageRow &typed)
{
    return doDeed(session, "garage", {}, [&](Transaction &tx) { return writeVehicle(tx, customer, opened, typed); });
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
