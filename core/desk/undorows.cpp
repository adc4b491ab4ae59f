// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undorows.h"

#include "core/leads/lead.h"
#include "core/people/customer.h"

#include <set>

namespace updesk
{

static std::optional<Id> idIn(const Op &op, const char *column)
{
    const int at = op.table->find(column);
    for (const Change &change : op.changes) {
        if (change.column == at && std::holds_alternative<Id>(change.after))
            return std::get<Id>(change.after);
    }
    return std::nullopt;
}

// The lead that a changed row of a child table points at; a put names it, a set does not.
static Result<Id> parentOf(Database &database, const Op &op)
{
    Query q = database.query(Database::Shape::Load, *op.table, op.table->all());
    q.bind(1, op.row);
    const Id parent = q.next() ? q.id(op.table->find("lead_id")) : Id{};
    if (auto done = q.done(); !done)
        return done.error();
    return parent;
}

Result<std::vector<LeadId>> leadsOf(Database &database, const std::vector<Op> &ops)
{
    std::set<LeadId> leads;
    for (const Op &op : ops) {
        if (op.table == &kLead) {
            leads.insert({op.row});
        } else if (const auto named = idIn(op, "lead_id")) {
            leads.insert({*named});
        } else if (op.table->find("lead_id") >= 0) {
            const auto parent = parentOf(database, op);
            if (!parent)
                return parent.error();
            if (!parent->isNull())
                leads.insert({*parent});
        }
    }
    return std::vector<LeadId>(leads.begin(), leads.end());
}

static Result<bool> anyForeign(Query q, const std::set<Id> &own)
{
    bool foreign = false;
    while (q.next())
        foreign = foreign || !own.contains(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    return foreign;
}

Result<bool> othersBuiltOn(Database &database, const std::vector<Op> &ops)
{
    std::set<Id> own;
    for (const Op &op : ops)
        own.insert(op.row);
    for (const Op &op : ops) {
        if (op.kind != Op::Kind::Put || (op.table != &kLead && op.table != &kCustomer))
            continue;
        Query q = op.table == &kLead ? database.query("SELECT id FROM activity WHERE lead_id=?1 AND deleted=0 UNION ALL"
                                                      " SELECT id FROM appointment WHERE lead_id=?1 AND deleted=0")
                                     : database.query("SELECT id FROM lead WHERE customer_id=?1 AND deleted=0 UNION ALL"
                                                      " SELECT id FROM consent WHERE customer_id=?1 AND deleted=0");
        q.bind(1, op.row);
        const auto foreign = anyForeign(std::move(q), own);
        if (!foreign || *foreign)
            return foreign;
    }
    return false;
}

Result<DeedLine> lineOf(Database &database, DeedId deed)
{
    Query q = database.query("SELECT verb, hlc FROM deed WHERE id=?1");
    q.bind(1, deed);
    DeedLine line;
    if (q.next())
        line = {q.bytes(0), timeOf(q.number(1))};
    if (auto done = q.done(); !done)
        return done.error();
    return line;
}

} // namespace updesk
