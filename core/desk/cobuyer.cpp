// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/cobuyer.h"

#include "core/desk/deed.h"
#include "core/desk/suspicion.h"
#include "core/people/customerstore.h"
#include "core/people/personname.h"

namespace updesk
{

static Error invalid(const char *field) { return {Error::Code::Invalid, QString::fromLatin1(field), {}}; }

Result<std::optional<CoBuyer>> coBuyerOf(Database &database, const Lead &lead)
{
    if (lead.coBuyer.isNull())
        return std::optional<CoBuyer>();
    const CustomerStore store(database);
    const auto buyer = store.find(lead.customer);
    const auto other = store.find(lead.coBuyer);
    if (!other && other.error().code == Error::Code::NotFound)
        return std::optional<CoBuyer>();
    if (!buyer || !other)
        return !buyer ? buyer.error() : other.error();
    if (buyer->id == other->id)
        return std::optional<CoBuyer>();
    const auto phones = store.phones(other->id);
    const auto mails = store.emails(other->id);
    if (!phones || !mails)
        return !phones ? phones.error() : mails.error();
    CoBuyer out{other->id, nameOf(*other), {}, {}, !other->household.isNull() && other->household == buyer->household};
    if (!phones->empty())
        out.phone = phones->front().e164.isEmpty() ? phones->front().typed : phones->front().e164;
    if (!mails->empty())
        out.email = mails->front().typed.isEmpty() ? mails->front().address : mails->front().typed;
    return std::optional<CoBuyer>(std::move(out));
}

static Result<void> writeCoBuyer(Transaction &tx, LeadId id, CustomerId customer)
{
    const CustomerStore store(tx.database());
    const auto before = load(tx.database(), kLead, id.value);
    const auto other = store.find(customer);
    if (!before || !other)
        return !before ? before.error() : other.error();
    const auto buyer = store.find(before->customer);
    if (!buyer)
        return buyer.error();
    if (buyer->id == other->id)
        return invalid("co_buyer");
    Lead after = *before;
    after.coBuyer = other->id;
    if (after == *before)
        return {};
    if (after.decides == Decides::Alone) // what is said now goes before what was said then
        after.decides = Decides::Unknown;
    if (auto done = apply(tx, set(kLead, *before, after)); !done)
        return done;
    return writeChange(tx, buyer->id, Activity::Code::CoBuyerSet, nameOf(*other), id);
}

Result<DeedId> setCoBuyer(Session &session, LeadId lead, CustomerId customer)
{
    return doDeed(session, "co_buyer", {lead}, [&](Transaction &tx) { return writeCoBuyer(tx, lead, customer); });
}

Result<DeedId> addCoBuyer(Session &session, LeadId lead, const QString &name)
{
    const PersonName read = personName(name.simplified().left(200));
    if (read.full.isEmpty())
        return invalid("name");
    return doDeed(session, "co_buyer", {lead}, [&](Transaction &tx) -> Result<void> {
        Customer customer;
        customer.id = {tx.freshId()};
        customer.first = read.first;
        customer.last = read.last;
        customer.full = read.full;
        customer.suffix = read.suffix;
        customer.created = tx.now();
        if (auto done = apply(tx, put(kCustomer, customer)); !done)
            return done;
        return writeCoBuyer(tx, lead, customer.id);
    });
}

static Result<void> writeLeft(Transaction &tx, LeadId id)
{
    const auto before = load(tx.database(), kLead, id.value);
    if (!before)
        return before.error();
    if (before->coBuyer.isNull())
        return invalid("co_buyer");
    const auto other = CustomerStore(tx.database()).find(before->coBuyer);
    Lead after = *before;
    after.coBuyer = {};
    if (auto done = apply(tx, set(kLead, *before, after)); !done)
        return done;
    return writeChange(
        tx, before->customer, Activity::Code::CoBuyerLeft, other ? nameOf(*other) : QString(), before->id);
}

Result<DeedId> removeCoBuyer(Session &session, LeadId lead)
{
    return doDeed(session, "co_buyer_left", {lead}, [&](Transaction &tx) { return writeLeft(tx, lead); });
}

} // namespace updesk
