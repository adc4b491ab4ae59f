// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/peoplerows.h"

#include "core/appointments/appointment.h"
#include "core/appointments/appraisal.h"
#include "core/appointments/deal.h"
#include "core/desk/mergecontacts.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/store/aliases.h"
#include "core/store/found.h"
#include "core/vehicles/stock.h"

#include <QSet>

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
    {&kActivity, // one of a lead that another desk wrote for a record merged before stays: the server takes no other
        "SELECT id, customer_id FROM activity WHERE deleted=0 AND ((lead_id IN (SELECT id FROM lead"
        " WHERE customer_id=?1) AND +customer_id=?1) OR (lead_id IS NULL AND customer_id=?1))"},
    {&kAppointment,
        "SELECT id, customer_id FROM appointment WHERE deleted=0"
        " AND lead_id IN (SELECT id FROM lead WHERE customer_id=?1) AND +customer_id=?1"},
    {&kDeal,
        "SELECT id, customer_id FROM deal WHERE deleted=0"
        " AND lead_id IN (SELECT id FROM lead WHERE customer_id=?1) AND +customer_id=?1"},
    {&kAppraisal,
        "SELECT id, customer_id FROM appraisal WHERE deleted=0"
        " AND lead_id IN (SELECT id FROM lead WHERE customer_id=?1) AND +customer_id=?1"},
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
        " WHERE l.customer_id=?1 AND a.customer_id=?2 AND a.deleted=0"},
    {&kAppointment,
        "SELECT a.id, a.customer_id FROM lead l CROSS JOIN appointment a ON a.lead_id=l.id"
        " WHERE l.customer_id=?1 AND a.customer_id=?2 AND a.deleted=0"},
    {&kDeal,
        "SELECT a.id, a.customer_id FROM lead l CROSS JOIN deal a ON a.lead_id=l.id"
        " WHERE l.customer_id=?1 AND a.customer_id=?2 AND a.deleted=0"},
    {&kAppraisal,
        "SELECT a.id, a.customer_id FROM lead l CROSS JOIN appraisal a ON a.lead_id=l.id"
        " WHERE l.customer_id=?1 AND a.customer_id=?2 AND a.deleted=0"},
    {&kVisit,
        "SELECT a.id, a.customer_id FROM lead l CROSS JOIN visit a ON a.lead_id=l.id"
        " WHERE l.customer_id=?1 AND a.customer_id=?2 AND a.deleted=0"},
};

Result<std::vector<Op>> rowsBackWithLeads(Database &database, CustomerId of, CustomerId other)
{
    std::vector<Op> ops;
    for (const Child &child : kOfLeads) {
        Query q = database.query(child.rows);
        q.bind(1, of).bind(2, other);
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
        " AND m.purpose=lower(hex(s.id)))"
        " AND NOT EXISTS(SELECT 1 FROM consent y WHERE y.customer_id=s.customer_id AND y.state=1"
        " AND y.purpose='lifted' AND y.deleted=0 AND y.at>s.at AND y.channel IN (0, s.channel))");
    q.bind(1, of).bind(2, since);
    while (q.next())
        rows.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

namespace
{

/// A tag that names another record, and that record as it lives now; null: it is gone.
struct Naming {
    Id tag;
    CustomerId named, lives;
};

} // namespace

QString tagNaming(const char *kind, CustomerId other) { return QString::fromLatin1(kind + other.value.hex()); }

static constexpr char kNaming[] =
    "SELECT id, substr(tag, 7) FROM tag WHERE customer_id=?1 AND deleted=0 AND substr(tag, 1, 6)=?2";

static Result<std::vector<Naming>> namings(Database &database, CustomerId customer, const char *kind)
{
    std::vector<Naming> rows;
    Query q = database.query(kNaming);
    q.bind(1, customer).bind(2, QString::fromLatin1(kind));
    while (q.next()) {
        if (const auto id = Id::fromHex(q.bytes(1).toStdString()))
            rows.push_back({q.id(0), {*id}, {}});
    }
    if (auto done = q.done(); !done)
        return done.error();
    for (Naming &row : rows) {
        const auto lives = CustomerStore(database).find(row.named);
        if (!lives && lives.error().code != Error::Code::NotFound)
            return lives.error();
        if (lives)
            row.lives = lives->id;
    }
    return rows;
}

Result<std::vector<Op>> suspicionsBetween(Database &database, CustomerId a, CustomerId b)
{
    std::vector<Op> ops;
    for (const auto &[one, other] : {std::pair{a, b}, std::pair{b, a}}) {
        const auto rows = namings(database, one, kMaybeTag);
        if (!rows)
            return rows.error();
        for (const Naming &row : *rows) {
            if (row.named == other || row.lives == other)
                ops.push_back({Op::Kind::Set, &kTag, row.tag, {{0, qint64(1), qint64(0)}}});
        }
    }
    return ops;
}

static Result<std::vector<CustomerId>> livesOf(Database &database, CustomerId customer, const char *kind)
{
    const auto rows = namings(database, customer, kind);
    if (!rows)
        return rows.error();
    std::vector<CustomerId> alive;
    for (const Naming &row : *rows) {
        if (!row.lives.isNull() && row.lives != customer && std::ranges::find(alive, row.lives) == alive.end())
            alive.push_back(row.lives);
    }
    return alive;
}

Result<std::vector<CustomerId>> toldApartFrom(Database &database, CustomerId customer)
{
    return livesOf(database, customer, kApartTag);
}

Result<std::vector<CustomerId>> maybeSameAs(Database &database, CustomerId customer)
{
    auto alive = livesOf(database, customer, kMaybeTag);
    const auto apart = toldApartFrom(database, customer);
    if (!alive || !apart)
        return !alive ? alive.error() : apart.error();
    // Also who was told apart and is suspected again under a record that one of the two was merged with since.
    std::erase_if(*alive, [&](CustomerId id) { return std::ranges::find(*apart, id) != apart->end(); });
    return alive;
}

// Another desk may write to a record while this one merges it: that stands on the alias.
#define RECORDS UPDESK_RECORDS("?1")
static constexpr char kPhonesOfAll[] =
    "WITH " RECORDS "SELECT p.id FROM who CROSS JOIN phone p WHERE p.customer_id=who.id AND p.deleted=0"
    " ORDER BY p.customer_id<>?1, p.bad, p.preferred DESC, p.id";
static constexpr char kEmailsOfAll[] =
    "WITH " RECORDS "SELECT e.id FROM who CROSS JOIN email e WHERE e.customer_id=who.id AND e.deleted=0"
    " ORDER BY e.customer_id<>?1, e.bad, e.preferred DESC, e.id";

template <class Row, class Key>
static void eachOnce(std::vector<Row> &rows, Key key)
{
    QSet<QString> seen;
    std::erase_if(rows, [&](const Row &row) {
        const bool again = seen.contains(key(row));
        seen.insert(key(row));
        return again;
    });
}

Result<Contacts> contactsOf(Database &database, CustomerId customer)
{
    auto phones = foundRows(database, kPhone, std::move(database.query(kPhonesOfAll).bind(1, customer)));
    auto emails = foundRows(database, kEmail, std::move(database.query(kEmailsOfAll).bind(1, customer)));
    if (!phones || !emails)
        return !phones ? phones.error() : emails.error();
    Contacts all{std::move(*phones), std::move(*emails)};
    eachOnce(all.phones, [](const Phone &row) { return row.e164.isEmpty() ? row.typed.simplified() : row.e164; });
    eachOnce(all.emails, [](const Email &row) { return row.address.isEmpty() ? row.typed.simplified() : row.address; });
    return all;
}

} // namespace updesk
