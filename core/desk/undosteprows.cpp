// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undorows.h"
#include "core/desk/undosteps.h"

#include "core/leads/lead.h"
#include "core/people/customer.h"

#include <set>

namespace updesk
{

static constexpr int kPage = 200;
static constexpr char kDeeds[] = "SELECT id, part_of, verb, n FROM deed WHERE n<?1 ORDER BY n DESC LIMIT ?2";
static constexpr char kOfImport[] = "SELECT id FROM deed WHERE part_of=?1 AND verb<>'undo' ORDER BY n DESC";
static constexpr char kUndos[] = "SELECT id FROM deed WHERE part_of=?1 AND verb='undo'";
static constexpr char kName[] = "SELECT full_name, company FROM customer WHERE id=?1";

static Result<std::vector<Id>> idsOf(Query q, const Id &of)
{
    std::vector<Id> ids;
    q.bind(1, of);
    while (q.next())
        ids.push_back(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    return ids;
}

// An undo that was itself taken back undoes nothing.
static Result<bool> stands(Database &database, const Id &deed)
{
    const auto undos = idsOf(database.query(kUndos), deed);
    if (!undos)
        return undos.error();
    for (const Id &undo : *undos) {
        const auto undone = stands(database, undo);
        if (!undone)
            return undone.error();
        if (*undone)
            return false;
    }
    return true;
}

// What comes by itself between two deeds of a person: the bytes of documents, the ladder, new settings taking hold.
static bool isTheProgramsOwn(const QByteArray &verb)
{
    static const std::set<QByteArray> verbs{"undo", "quarantine", "import", "ladder", "rules", "rescore", "setup",
        "setback", "no_show", "gate", "understood", "list"};
    return verbs.contains(verb);
}

namespace
{

struct Logged {
    Id deed, partOf;
    QByteArray verb;
    qint64 n = 0;
};

} // namespace

static Result<std::vector<Logged>> page(Database &database, qint64 before)
{
    std::vector<Logged> rows;
    Query q = database.query(kDeeds);
    q.bind(1, before).bind(2, kPage);
    while (q.next())
        rows.push_back({q.id(0), q.id(1), q.bytes(2), q.number(3)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

static Result<UndoStep> stepOf(Database &database, const Logged &newest)
{
    if (newest.partOf.isNull())
        return UndoStep{newest.verb, {DeedId{newest.deed}}};
    UndoStep step{"import", {}};
    const auto all = idsOf(database.query(kOfImport), newest.partOf);
    if (!all)
        return all.error();
    for (const Id &deed : *all) {
        const auto still = stands(database, deed);
        if (!still)
            return still.error();
        if (*still)
            step.deeds.push_back({deed});
    }
    const bool moves = newest.verb == "plan_move"; // as many deeds as it took
    if (moves || (step.deeds.size() == 1 && newest.verb != "capture")) // a mail alone is called what it is
        step.verb = newest.verb;
    return step;
}

Result<UndoStep> newestStep(Database &database, int passOver)
{
    std::set<Id> imports; // met already: one import is one step
    for (qint64 before = INT64_MAX;;) {
        const auto rows = page(database, before);
        if (!rows)
            return rows.error();
        if (rows->empty())
            return UndoStep{};
        for (const Logged &row : *rows) {
            if (isTheProgramsOwn(row.verb) || imports.contains(row.partOf))
                continue;
            const auto still = stands(database, row.deed);
            if (!still)
                return still.error();
            if (!*still)
                continue;
            if (passOver-- == 0)
                return stepOf(database, row);
            if (!row.partOf.isNull())
                imports.insert(row.partOf);
        }
        before = rows->back().n;
    }
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

// In the order in which the deed names them.
static Result<std::vector<Id>> customersIn(Database &database, const std::vector<Op> &ops)
{
    std::vector<Id> found;
    const auto leads = leadsOf(database, ops);
    if (!leads)
        return leads.error();
    std::vector<std::pair<const Table *, Id>> rows;
    for (const LeadId &lead : *leads)
        rows.emplace_back(&kLead, lead.value);
    for (const Op &op : ops)
        rows.emplace_back(op.table, op.row);
    for (const auto &[table, row] : rows) {
        const auto customer = customerOf(database, *table, row);
        if (!customer)
            return customer.error();
        if (!customer->isNull() && std::ranges::find(found, *customer) == found.end())
            found.push_back(*customer);
    }
    return found;
}

static Result<QString> nameOf(Database &database, const Id &customer)
{
    QString name;
    Query q = database.query(kName);
    if (q.bind(1, customer).next())
        name = q.text(0).isEmpty() ? q.text(1) : q.text(0);
    if (auto done = q.done(); !done)
        return done.error();
    return name;
}

Result<QStringList> namesIn(Database &database, const UndoStep &step, int most)
{
    std::set<Id> met;
    QStringList names;
    for (const DeedId &deed : step.deeds) {
        const auto ops = opsOf(database, deed);
        if (!ops)
            return ops.error();
        const auto customers = customersIn(database, *ops);
        if (!customers)
            return customers.error();
        for (const Id &customer : *customers) {
            if (!met.insert(customer).second)
                continue;
            const auto name = nameOf(database, customer);
            if (!name)
                return name.error();
            if (!name->isEmpty())
                names << *name;
            if (names.size() >= most)
                return names;
        }
    }
    return names;
}

} // namespace updesk
