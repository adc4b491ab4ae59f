// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/setbackstore.h"

#include "core/desk/undorows.h"
#include "core/people/customer.h"

namespace updesk
{

Result<void> keepTold(Transaction &tx, qint64 n)
{
    Query q = tx.database().query(
        "INSERT INTO state(k,v) VALUES('setback_told',?1) ON CONFLICT(k) DO UPDATE SET v=max(v,?1)");
    return q.bind(1, n).run();
}

Result<bool> isAnythingUntold(Database &database)
{
    Query q = database.query("SELECT 1 FROM setback WHERE n>ifnull((SELECT v FROM state WHERE k='setback_told'),0)");
    const bool any = q.next();
    const auto done = q.done();
    return done ? Result<bool>(any) : Result<bool>(done.error());
}

template <class T>
static Result<std::vector<T>> idsOf(Query q)
{
    std::vector<T> ids;
    while (q.next())
        ids.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return ids;
}

Result<std::vector<DeedId>> deedsSince(Database &database, PersonId who, Time at)
{
    Query q = database.query("SELECT id FROM deed WHERE who=?1 AND hlc>=?2 ORDER BY n");
    q.bind(1, who).bind(2, nextHlc(0, at));
    return idsOf<DeedId>(std::move(q));
}

Result<std::vector<TaskId>> openTasks(Database &database, LeadId lead)
{
    Query q = database.query("SELECT id FROM task WHERE lead_id=?1 AND deleted=0 AND done_by_activity IS NULL"
                             " AND dropped=0 ORDER BY due, id");
    q.bind(1, lead);
    return idsOf<TaskId>(std::move(q));
}

static Result<Id> customerOf(Database &database, const Table &table, const Id &row)
{
    const int at = table.find("customer_id");
    if (&table == &kCustomer || at < 0)
        return &table == &kCustomer ? row : Id{};
    Query q = database.query(Database::Shape::Load, table, table.all());
    q.bind(1, row);
    const Id customer = q.next() ? q.id(at) : Id{};
    if (auto done = q.done(); !done)
        return done.error();
    return customer;
}

Result<LeadId> leadOf(Database &database, const Setback &setback)
{
    const Table *table = database.table(setback.table);
    if (!table)
        return LeadId{};
    const auto leads = leadsOf(database, {Op{Op::Kind::Set, table, setback.row, {}}});
    if (!leads || !leads->empty())
        return leads ? Result<LeadId>(leads->front()) : leads.error();
    const auto customer = customerOf(database, *table, setback.row);
    if (!customer)
        return customer.error();
    Query q = database.query("SELECT id FROM lead WHERE customer_id=?1 AND deleted=0 ORDER BY received DESC LIMIT 1");
    q.bind(1, *customer);
    const auto newest = idsOf<LeadId>(std::move(q));
    if (!newest)
        return newest.error();
    return newest->empty() ? LeadId{} : newest->front();
}

} // namespace updesk
