// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/erasingrows.h"

#include "core/store/aliases.h"

namespace updesk
{

static constexpr char kLeads[] =
    "WITH " UPDESK_WHO
    "SELECT l.id FROM who CROSS JOIN lead l WHERE l.customer_id=who.id AND l.deleted=0 ORDER BY l.id";
static constexpr char kWaiting[] =
    "WITH " UPDESK_WHO "SELECT m.id FROM who CROSS JOIN lead l CROSS JOIN message m"
    " WHERE l.customer_id=who.id AND m.lead_id=l.id AND m.deleted=0 AND m.state='queued'";
static constexpr char kAddresses[] =
    "WITH " UPDESK_WHO "SELECT p.e164 FROM who CROSS JOIN phone p WHERE p.customer_id=who.id AND p.e164<>''"
    " UNION SELECT e.address FROM who CROSS JOIN email e WHERE e.customer_id=who.id AND e.address<>''";
static constexpr char kErasure[] =
    "WITH " UPDESK_WHO "SELECT 1 FROM who CROSS JOIN erasure e WHERE e.customer_id=who.id AND e.deleted=0"
    " UNION ALL SELECT 1 FROM erased WHERE id=?1 LIMIT 1";

template <class T>
static Result<std::vector<T>> ids(Query q, CustomerId customer)
{
    std::vector<T> found;
    q.bind(1, customer);
    while (q.next())
        found.push_back(T{q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return found;
}

Result<std::vector<LeadId>> leadsOfRecords(Database &database, CustomerId customer)
{
    return ids<LeadId>(database.query(kLeads), customer);
}

Result<std::vector<MessageId>> waitingMessagesOf(Database &database, CustomerId customer)
{
    return ids<MessageId>(database.query(kWaiting), customer);
}

Result<QStringList> addressesOf(Database &database, CustomerId customer)
{
    QStringList all;
    Query q = database.query(kAddresses);
    q.bind(1, customer);
    while (q.next())
        all << q.text(0);
    if (auto done = q.done(); !done)
        return done.error();
    return all;
}

Result<bool> hasErasure(Database &database, CustomerId customer)
{
    Query q = database.query(kErasure);
    const bool has = q.bind(1, customer).next();
    if (auto done = q.done(); !done)
        return done.error();
    return has;
}

} // namespace updesk
