// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capturerows.h"

#include "core/people/emailaddress.h"
#include "core/store/found.h"

#include <QCryptographicHash>

#include <cstring>

namespace updesk
{

static Result<std::vector<Id>> idsOf(Query q)
{
    std::vector<Id> ids;
    while (q.next())
        ids.push_back(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    return ids;
}

static Result<std::vector<LeadId>> leadsIn(Query q)
{
    const auto ids = idsOf(std::move(q));
    if (!ids)
        return ids.error();
    std::vector<LeadId> leads;
    for (const Id &id : *ids)
        leads.push_back({id});
    return leads;
}

Result<std::vector<LeadId>> leadsOfNumber(Database &database, const QString &externalId, SourceId source)
{
    Query q = database.query("SELECT id FROM lead WHERE external_id=?1 AND external_id<>'' AND source_id=?2"
                             " AND deleted=0 UNION SELECT lead_id FROM activity WHERE external_id=?1"
                             " AND external_id<>'' AND source_id=?2 AND deleted=0 AND lead_id IS NOT NULL"
                             " ORDER BY 1 DESC LIMIT 50");
    q.bind(1, externalId).bind(2, source);
    return leadsIn(std::move(q));
}

Result<bool> arrivedIn(Database &database, LeadId lead, OriginalId original)
{
    Query q = database.query("SELECT 1 FROM activity WHERE lead_id=?1 AND original_id=?2 LIMIT 1");
    const bool there = q.bind(1, lead).bind(2, original).next();
    if (auto done = q.done(); !done)
        return done.error();
    return there;
}

Result<LeadId> leadKeyedFrom(Database &database, OriginalId original)
{
    Query q = database.query(
        "SELECT lead_id FROM quarantine WHERE original_id=?1 AND state=1 AND deleted=0 ORDER BY id LIMIT 1");
    const LeadId lead{q.bind(1, original).next() ? q.id(0) : Id{}};
    if (auto done = q.done(); !done)
        return done.error();
    return lead;
}

// Always the same for one reading of one place of one document.
static ActivityId arrivalId(OriginalId original, int ordinal, int reading)
{
    QByteArray name = original.value.hex() + QByteArray::number(ordinal);
    if (reading > 0)
        name += '/' + QByteArray::number(reading);
    const QByteArray hash = QCryptographicHash::hash(name, QCryptographicHash::Sha256);
    quint64 noise[2];
    std::memcpy(noise, hash.constData(), sizeof noise);
    const Time made = Time(original.value.bytes[0]) << 40 | Time(original.value.bytes[1]) << 32
        | Time(original.value.bytes[2]) << 24 | Time(original.value.bytes[3]) << 16 | Time(original.value.bytes[4]) << 8
        | Time(original.value.bytes[5]);
    return {seededId(made, noise[0], noise[1])};
}

Result<Arrival> newestArrival(Database &database, OriginalId original, int ordinal)
{
    Arrival newest;
    for (int reading = 0;; ++reading) {
        const ActivityId id = arrivalId(original, ordinal, reading);
        Query q = database.query("SELECT lead_id, deleted FROM activity WHERE id=?1");
        const bool there = q.bind(1, id).next();
        if (there) {
            newest.lead = {q.id(0)};
            newest.stands = q.integer(1) == 0;
        }
        if (auto done = q.done(); !done)
            return done.error();
        if (!there)
            newest.next = id;
        if (!there || newest.stands)
            return newest;
    }
}

Result<std::vector<LeadId>> leadsOfCustomer(Database &database, CustomerId customer, int most)
{
    Query q = database.query(
        "SELECT id FROM lead WHERE customer_id=?1 AND deleted=0 ORDER BY received DESC, id DESC LIMIT ?2");
    q.bind(1, customer).bind(2, most);
    return leadsIn(std::move(q));
}

Result<std::vector<RowOnlyId>> emailRowsOf(Database &database, const QString &address)
{
    std::vector<RowOnlyId> rows;
    Query q = database.query("SELECT e.id FROM email e JOIN customer c ON c.id=e.customer_id AND c.deleted=0"
                             " WHERE e.matching=?1 AND e.address=?2 AND e.address<>'' AND e.deleted=0 LIMIT 50");
    q.bind(1, matchingEmail(address)).bind(2, address);
    while (q.next())
        rows.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<LeadId> openLeadOf(Database &database, CustomerId customer)
{
    Query q = database.query("SELECT id FROM lead WHERE customer_id=?1 AND deleted=0 AND closed=0"
                             " ORDER BY received DESC, id DESC LIMIT 1");
    q.bind(1, customer);
    const LeadId lead{q.next() ? q.id(0) : Id{}};
    if (auto done = q.done(); !done)
        return done.error();
    return lead;
}

Result<Time> lastVisitOf(Database &database, CustomerId customer)
{
    Query q = database.query("SELECT max(arrived) FROM visit WHERE customer_id=?1 AND deleted=0");
    q.bind(1, customer);
    const Time at = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return at;
}

template <class Table>
static Result<std::vector<LeadVehicle>> vehicles(Database &database, const Table &table, const char *sql, LeadId lead)
{
    Query q = database.query(sql);
    q.bind(1, lead);
    return foundRows(database, table, std::move(q));
}

Result<std::vector<LeadVehicle>> wantsOf(Database &database, LeadId lead)
{
    return vehicles(
        database, kWant, "SELECT id FROM want WHERE lead_id=?1 AND deleted=0 ORDER BY preferred DESC, id", lead);
}

Result<std::vector<LeadVehicle>> tradesOf(Database &database, LeadId lead)
{
    return vehicles(
        database, kTrade, "SELECT id FROM trade WHERE lead_id=?1 AND deleted=0 ORDER BY preferred DESC, id", lead);
}

} // namespace updesk
