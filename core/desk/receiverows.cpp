// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/receiverows.h"

#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/sequences/planstore.h"
#include "core/store/apply.h"

#include <climits>

namespace updesk
{

static constexpr char kOfNumber[] =
    "SELECT p.id FROM phone p CROSS JOIN customer c WHERE p.e164=?1 AND p.e164<>'' AND p.deleted=0"
    " AND c.id=p.customer_id AND c.deleted=0 LIMIT 50";
static constexpr char kLastText[] =
    "SELECT max(at) FROM activity WHERE lead_id=?1 AND deleted=0 AND kind=1 AND direction=2";
static constexpr char kLastCall[] =
    "SELECT max(at) FROM activity WHERE lead_id=?1 AND deleted=0 AND kind=0 AND direction=2";
static constexpr char kCalls[] =
    "SELECT id FROM activity a WHERE lead_id=?1 AND at BETWEEN ?2 AND ?3 AND deleted=0 AND kind=0 AND direction=2"
    " AND NOT EXISTS(SELECT 1 FROM activity c WHERE c.lead_id=a.lead_id AND c.corrects_id=a.id AND c.deleted=0)"
    " ORDER BY at";

Result<std::vector<PhoneId>> phoneRowsOf(Database &database, const QString &e164)
{
    std::vector<PhoneId> rows;
    Query q = database.query(kOfNumber);
    q.bind(1, e164);
    while (q.next())
        rows.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<std::vector<CustomerId>> customersOfNumber(Database &database, const QString &e164)
{
    const auto rows = phoneRowsOf(database, e164);
    if (!rows)
        return rows.error();
    std::vector<CustomerId> customers;
    for (const PhoneId &id : *rows) {
        const auto phone = load(database, kPhone, id.value);
        const auto alive = phone ? CustomerStore(database).find(phone->customer) : Result<Customer>(phone.error());
        if (!alive)
            return alive.error();
        if (std::ranges::find(customers, alive->id) == customers.end())
            customers.push_back(alive->id);
    }
    return customers;
}

Result<std::vector<CustomerId>> customersOfAddress(Database &database, const QString &address)
{
    const auto rows = emailRowsOf(database, address);
    if (!rows)
        return rows.error();
    std::vector<CustomerId> customers;
    for (const RowOnlyId &id : *rows) {
        const auto email = load(database, kEmail, id.value);
        const auto alive = email ? CustomerStore(database).find(email->customer) : Result<Customer>(email.error());
        if (!alive)
            return alive.error();
        if (std::ranges::find(customers, alive->id) == customers.end())
            customers.push_back(alive->id);
    }
    return customers;
}

Result<LeadId> followedLeadOf(Database &database, CustomerId customer)
{
    const auto leads = leadsOfCustomer(database, customer, INT_MAX);
    if (!leads)
        return leads.error();
    for (const LeadId &lead : *leads) {
        const auto running = runningPlans(database, lead);
        if (!running)
            return running.error();
        if (!running->empty())
            return lead;
    }
    return LeadId{};
}

static Result<Time> momentOf(Query q)
{
    const Time at = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return at;
}

Result<Time> lastTextTo(Database &database, LeadId lead)
{
    Query q = database.query(kLastText);
    q.bind(1, lead);
    return momentOf(std::move(q));
}

Result<Time> lastCallTo(Database &database, LeadId lead)
{
    Query q = database.query(kLastCall);
    q.bind(1, lead);
    return momentOf(std::move(q));
}

Result<std::vector<ActivityId>> callsBetween(Database &database, LeadId lead, Time from, Time until)
{
    std::vector<ActivityId> rows;
    Query q = database.query(kCalls);
    q.bind(1, lead).bind(2, from).bind(3, until);
    while (q.next())
        rows.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<LeadId> likeliestLead(Database &database, const std::vector<CustomerId> &customers,
    Result<Time> (*last)(Database &, LeadId), Result<LeadId> (*of)(Database &, CustomerId))
{
    LeadId found;
    std::pair<Time, Time> best{-1, -1};
    for (const CustomerId &customer : customers) {
        const auto one = of(database, customer);
        if (!one)
            return one;
        if (one->isNull())
            continue;
        const auto turned = last(database, *one);
        const auto lead = load(database, kLead, one->value);
        if (!turned || !lead)
            return !turned ? turned.error() : lead.error();
        const std::pair<Time, Time> key{*turned, lead->received};
        if (key <= best)
            continue;
        best = key;
        found = *one;
    }
    return found;
}

Result<LeadId> newestLeadOf(Database &database, const std::vector<CustomerId> &customers)
{
    LeadId found;
    Time received = -1;
    for (const CustomerId &customer : customers) {
        const auto newest = leadsOfCustomer(database, customer, 1);
        if (!newest)
            return newest.error();
        if (newest->empty())
            continue;
        const auto lead = load(database, kLead, newest->front().value);
        if (!lead)
            return lead.error();
        if (lead->received > received) {
            received = lead->received;
            found = lead->id;
        }
    }
    return found;
}

} // namespace updesk
