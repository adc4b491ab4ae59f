// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/peoplerows.h"

#include "core/appointments/appointment.h"
#include "core/desk/mergecontacts.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/vehicles/stock.h"

namespace updesk
{

struct Child {
    const Table *table;
    const char *rows; ///< of customer ?1, each with the record it names
};

// The value before must be the row's own, or the op is a conflict.
static Value named(const Query &q) { return q.id(1).isNull() ? Value{} : Value{q.id(1)}; }

static constexpr Child kChildren[] = {
    {&kAddress, "SELECT id, customer_id FROM address WHERE customer_id=?1 AND deleted=0"},
    {&kTag, "SELECT id, customer_id FROM tag WHERE customer_id=?1 AND deleted=0 AND tag NOT LIKE 'maybe:%'"},
    {&kConsent, "SELECT id, customer_id FROM consent WHERE customer_id=?1 AND deleted=0"},
    {&kLead, "SELECT id, customer_id FROM lead WHERE customer_id=?1 AND deleted=0"},
    {&kActivity, // an earlier merge that was undone may have left rows of the lead with the other record
        "SELECT id, customer_id FROM activity WHERE deleted=0 AND (lead_id IN (SELECT id FROM lead"
        " WHERE customer_id=?1) OR (lead_id IS NULL AND customer_id=?1))"},
    {&kAppointment,
        "SELECT id, customer_id FROM appointment WHERE deleted=0"
        " AND lead_id IN (SELECT id FROM lead WHERE customer_id=?1)"},
    {&kVisit, "SELECT id, customer_id FROM visit WHERE customer_id=?1 AND deleted=0"},
    {&kOwnedVehicle, "SELECT id, customer_id FROM owned_vehicle WHERE customer_id=?1 AND deleted=0"},
};

Result<std::vector<Op>> movesOf(Database &database, CustomerId from, CustomerId into)
{
    const CustomerStore store(database);
    const auto phones = store.phones(from), known = store.phones(into);
    const auto mails = store.emails(from), knownMails = store.emails(into);
    if (!phones || !known || !mails || !knownMails)
        return !phones ? phones.error() : !known ? known.error() : !mails ? mails.error() : knownMails.error();
    std::vector<Op> ops = phoneMoves(*phones, *known, into);
    for (Op &op : emailMoves(*mails, *knownMails, into))
        ops.push_back(std::move(op));
    for (const Child &child : kChildren) {
        Query q = database.query(child.rows);
        q.bind(1, from);
        while (q.next())
            if (q.id(1) != into.value)
                ops.push_back({Op::Kind::Merge, child.table, q.id(0),
                    {{child.table->find("customer_id"), into.value, named(q)}}});
        if (auto done = q.done(); !done)
            return done.error();
    }
    return ops;
}

static constexpr Child kOfLeads[] = {
    {&kActivity,
        "SELECT a.id, a.customer_id FROM lead l CROSS JOIN activity a ON a.lead_id=l.id"
        " WHERE l.customer_id=?1 AND a.customer_id<>?1 AND a.deleted=0"},
    {&kAppointment,
        "SELECT a.id, a.customer_id FROM lead l CROSS JOIN appointment a ON a.lead_id=l.id"
        " WHERE l.customer_id=?1 AND a.customer_id<>?1 AND a.deleted=0"},
    {&kVisit,
        "SELECT a.id, a.customer_id FROM lead l CROSS JOIN visit a ON a.lead_id=l.id"
        " WHERE l.customer_id=?1 AND a.customer_id<>?1 AND a.deleted=0"},
};

Result<std::vector<Op>> rowsBackWithLeads(Database &database, CustomerId of)
{
    std::vector<Op> ops;
    for (const Child &child : kOfLeads) {
        Query q = database.query(child.rows);
        q.bind(1, of);
        while (q.next())
            ops.push_back(
                {Op::Kind::Merge, child.table, q.id(0), {{child.table->find("customer_id"), of.value, named(q)}}});
        if (auto done = q.done(); !done)
            return done.error();
    }
    return ops;
}

Result<std::vector<RowOnlyId>> refusalsSince(Database &database, CustomerId of, Time since)
{
    std::vector<RowOnlyId> rows;
    Query q = database.query(
        "SELECT s.id FROM consent s WHERE s.customer_id=?1 AND s.state=2 AND s.deleted=0 AND s.at>=?2"
        " AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.customer_id=s.customer_id AND m.state=3 AND m.deleted=0"
        " AND m.purpose=lower(hex(s.id)))");
    q.bind(1, of).bind(2, since);
    while (q.next())
        rows.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<std::vector<Op>> suspicionsBetween(Database &database, CustomerId a, CustomerId b)
{
    std::vector<Op> ops;
    for (const auto &[one, other] : {std::pair{a, b}, std::pair{b, a}}) {
        Query q = database.query("SELECT id FROM tag WHERE customer_id=?1 AND tag=?2 AND deleted=0");
        q.bind(1, one).bind(2, QStringLiteral("maybe:") + QString::fromLatin1(other.value.hex()));
        while (q.next())
            ops.push_back({Op::Kind::Set, &kTag, q.id(0), {{0, qint64(1), qint64(0)}}});
        if (auto done = q.done(); !done)
            return done.error();
    }
    return ops;
}

static constexpr char kTagged[] = "SELECT tag FROM tag WHERE customer_id=?1 AND deleted=0 AND tag LIKE 'maybe:%'";

Result<std::vector<CustomerId>> maybeSameAs(Database &database, CustomerId customer)
{
    std::vector<CustomerId> others;
    Query q = database.query(kTagged);
    q.bind(1, customer);
    while (q.next()) {
        if (const auto id = Id::fromHex(q.bytes(0).mid(6).toStdString()))
            others.push_back({*id});
    }
    if (auto done = q.done(); !done)
        return done.error();
    std::vector<CustomerId> alive;
    for (const CustomerId &id : others) {
        const auto other = CustomerStore(database).find(id);
        if (!other && other.error().code != Error::Code::NotFound)
            return other.error();
        if (other && other->id != customer && std::ranges::find(alive, other->id) == alive.end())
            alive.push_back(other->id);
    }
    return alive;
}

} // namespace updesk
