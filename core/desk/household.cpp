// SPDX-License-Identifier: GPL-3.0-or-later
// People of one household are linked and stay records of their own (F23).
#include "core/desk/deed.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/suspicion.h"
#include "core/people/customerstore.h"

namespace updesk
{

static Result<void> setHousehold(Transaction &tx, CustomerId id, HouseholdId home)
{
    const auto before = load(tx.database(), kCustomer, id.value);
    if (!before)
        return before.error();
    Customer after = *before;
    after.household = home;
    return apply(tx, set(kCustomer, *before, after));
}

static Result<void> writeHousehold(Transaction &tx, CustomerId a, CustomerId b)
{
    const CustomerStore store(tx.database());
    const auto one = store.find(a);
    const auto two = store.find(b);
    if (!one || !two)
        return !one ? one.error() : two.error();
    if (one->id == two->id)
        return Error{Error::Code::Invalid, QStringLiteral("customer"), {}};
    if (!one->household.isNull() && one->household == two->household)
        return {};
    std::vector<CustomerId> all{one->id, two->id};
    if (!one->household.isNull() && !two->household.isNull()) { // two households become one, nobody stays behind
        const auto others = store.household(two->household);
        if (!others)
            return others.error();
        all.insert(all.end(), others->begin(), others->end());
    }
    const HouseholdId home = !one->household.isNull() ? one->household
        : !two->household.isNull()                    ? two->household
                                                      : HouseholdId{tx.freshId()};
    for (const CustomerId &id : all) {
        if (auto linked = setHousehold(tx, id, home); !linked)
            return linked;
    }
    if (auto apart = writeApart(tx, one->id, two->id); !apart)
        return apart.error();
    if (auto told = writeChange(tx, one->id, Activity::Code::Household, nameOf(*two)); !told)
        return told;
    return writeChange(tx, two->id, Activity::Code::Household, nameOf(*one));
}

Result<DeedId> linkHousehold(Session &session, CustomerId a, CustomerId b)
{
    return doDeed(session, "household", {}, [&](Transaction &tx) { return writeHousehold(tx, a, b); });
}

static Result<void> writeLeft(Transaction &tx, CustomerId id)
{
    const CustomerStore store(tx.database());
    const auto who = store.find(id);
    if (!who)
        return who.error();
    if (who->household.isNull())
        return Error{Error::Code::Invalid, QStringLiteral("household"), {}};
    const auto home = store.household(who->household);
    if (!home)
        return home.error();
    for (const CustomerId &one : *home) {
        if (one != who->id && home->size() > 2)
            continue;
        if (auto left = setHousehold(tx, one, {}); !left)
            return left;
    }
    return writeChange(tx, who->id, Activity::Code::HouseholdLeft, {});
}

Result<DeedId> leaveHousehold(Session &session, CustomerId customer)
{
    return doDeed(session, "leave_household", {}, [&](Transaction &tx) { return writeLeft(tx, customer); });
}

} // namespace updesk
