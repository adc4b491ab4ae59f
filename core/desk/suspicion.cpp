// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/suspicion.h"

#include "core/desk/deed.h"
#include "core/desk/peoplerows.h"
#include "core/desk/peopleverbs.h"
#include "core/people/customerstore.h"

namespace updesk
{

QString nameOf(const Customer &customer) { return customer.full.isEmpty() ? customer.company : customer.full; }

Activity changeOf(Transaction &tx, CustomerId customer, Activity::Code code, const QString &body, LeadId lead)
{
    Activity row;
    row.id = {tx.freshId()};
    row.lead = lead;
    row.customer = customer;
    row.kind = Activity::Kind::Change;
    row.person = tx.by().who;
    row.at = tx.now();
    row.code = code;
    row.body = body;
    return row;
}

Result<void> writeChange(Transaction &tx, CustomerId customer, Activity::Code code, const QString &body, LeadId lead)
{
    return apply(tx, put(kActivity, changeOf(tx, customer, code, body, lead)));
}

Result<void> clearSuspicion(Transaction &tx, CustomerId a, CustomerId b)
{
    const auto tags = suspicionsBetween(tx.database(), a, b);
    if (!tags)
        return tags.error();
    for (const Op &op : *tags) {
        if (auto done = apply(tx, op); !done)
            return done;
    }
    return {};
}

Result<void> suspectOthers(Transaction &tx, CustomerId customer)
{
    const CustomerStore store(tx.database());
    const auto facts = store.matchFacts(customer);
    const auto tagged = maybeSameAs(tx.database(), customer);
    const auto apart = toldApartFrom(tx.database(), customer);
    if (!facts || !tagged || !apart)
        return !facts ? facts.error() : !tagged ? tagged.error() : apart.error();
    constexpr int kMost = 5;
    const auto found = store.candidates(keysOf(*facts), kMost);
    if (!found)
        return found.error();
    for (const auto &[other, match] : *found) {
        const auto knows = [other = other](const std::vector<CustomerId> &all) {
            return std::ranges::find(all, other) != all.end();
        };
        const bool alike = match.verdict == Verdict::Same || match.verdict == Verdict::Review;
        if (!alike || other == customer || knows(*tagged) || knows(*apart))
            continue;
        for (const auto &[one, two] : {std::pair{customer, other}, std::pair{other, customer}}) {
            const CustomerLabel tag{{tx.freshId()}, one, tagNaming(kMaybeTag, two)};
            if (auto done = apply(tx, put(kTag, tag)); !done)
                return done;
        }
    }
    return {};
}

Result<bool> writeApart(Transaction &tx, CustomerId a, CustomerId b)
{
    const auto known = toldApartFrom(tx.database(), a);
    if (!known)
        return known.error();
    if (auto cleared = clearSuspicion(tx, a, b); !cleared)
        return cleared.error();
    if (std::ranges::find(*known, b) != known->end())
        return false;
    for (const auto &[one, other] : {std::pair{a, b}, std::pair{b, a}}) {
        const CustomerLabel tag{{tx.freshId()}, one, tagNaming(kApartTag, other)};
        if (auto done = apply(tx, put(kTag, tag)); !done)
            return done.error();
    }
    return true;
}

Result<Match> matchBetween(Database &database, CustomerId a, CustomerId b)
{
    const CustomerStore store(database);
    const auto one = store.matchFacts(a);
    const auto two = store.matchFacts(b);
    if (!one || !two)
        return !one ? one.error() : two.error();
    return judge(keysOf(*one), keysOf(*two), Commonness::standard());
}

static Result<void> writeToldApart(Transaction &tx, CustomerId a, CustomerId b)
{
    const CustomerStore store(tx.database());
    const auto one = store.find(a);
    const auto two = store.find(b);
    if (!one || !two)
        return !one ? one.error() : two.error();
    if (one->id == two->id)
        return Error{Error::Code::Invalid, QStringLiteral("customer"), {}};
    const auto fresh = writeApart(tx, one->id, two->id);
    if (!fresh || !*fresh)
        return fresh ? Result<void>() : Result<void>(fresh.error());
    if (auto told = writeChange(tx, one->id, Activity::Code::ToldApart, nameOf(*two)); !told)
        return told;
    return writeChange(tx, two->id, Activity::Code::ToldApart, nameOf(*one));
}

Result<DeedId> tellApart(Session &session, CustomerId a, CustomerId b)
{
    return doDeed(session, "apart", {}, [&](Transaction &tx) { return writeToldApart(tx, a, b); });
}

} // namespace updesk
