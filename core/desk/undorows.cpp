// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undorows.h"

#include "core/appointments/appointment.h"
#include "core/appointments/appraisal.h"
#include "core/appointments/deal.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/leads/routing.h"
#include "core/leads/sourcetables.h"
#include "core/people/customer.h"
#include "core/sequences/message.h"

#include <map>
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

namespace
{

// Of one lead or customer ?1: the rows of others, and whether the program put them there by itself.
struct Built {
    const Table *on;
    const Table *table;
    const char *rows;
};
constexpr Built kBuilt[] = {
    {&kLead, &kActivity, "SELECT id, kind=7 OR evidence=4 FROM activity WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kAssignment,
        "SELECT id, by_person IS NULL AND reason NOT IN (0,7,8,9) FROM assignment WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kScoreLog, "SELECT id, 1 FROM score_log WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kTask,
        "SELECT id, EXISTS(SELECT 1 FROM step_run r WHERE r.task_id=task.id) FROM task WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kEnrolment, "SELECT id, 1 FROM enrolment WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kStepRun, "SELECT id, 1 FROM step_run WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kMessage,
        "SELECT id, by_person IS NULL FROM message WHERE lead_id=?1 AND deleted=0"
        " AND (by_person IS NOT NULL OR state='queued')"},
    {&kLead, &kWant, "SELECT id, 0 FROM want WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kTrade, "SELECT id, 0 FROM trade WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kAppointment, "SELECT id, 0 FROM appointment WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kVisit, "SELECT id, 0 FROM visit WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kDeal, "SELECT id, 0 FROM deal WHERE lead_id=?1 AND deleted=0"},
    {&kLead, &kAppraisal, "SELECT id, 0 FROM appraisal WHERE lead_id=?1 AND deleted=0"},
    {&kCustomer, &kLead, "SELECT id, 0 FROM lead WHERE customer_id=?1 AND deleted=0"},
    {&kCustomer, &kConsent, "SELECT id, 0 FROM consent WHERE customer_id=?1 AND deleted=0"},
};
static_assert(int(Activity::Kind::System) == 7 && int(Evidence::Automatic) == 4 && int(RouteReason::ByHand) == 7
    && int(RouteReason::AtDesk) == 9);

using Rows = std::map<std::pair<const Table *, Id>, std::vector<Value>>;

/// The rows that these ops made, as they left them.
Rows madeBy(const std::vector<Op> &ops)
{
    Rows rows;
    for (const Op &op : ops) {
        const std::pair key{op.table, op.row};
        if (op.kind == Op::Kind::Put) {
            auto &row = rows[key];
            for (int i = 0; i < op.table->count; ++i)
                row.push_back(defaultOf(op.table->columns[size_t(i)].type));
        }
        if (const auto row = rows.find(key); row != rows.end()) {
            for (const Change &change : op.changes)
                row->second[size_t(change.column)] = change.after;
        }
    }
    return rows;
}

/// The columns of a row that are not as they were left; a row that is gone has none.
Result<std::vector<int>> changedIn(
    Database &database, const Table &table, const Id &row, const std::vector<Value> &made)
{
    std::vector<int> changed;
    Query q = database.query(Database::Shape::Load, table, table.all());
    q.bind(1, row);
    if (q.next() && q.number(0) == 0) {
        for (int i = 1; i < table.count; ++i) {
            if (q.value(i, table.columns[size_t(i)].type) != made[size_t(i)])
                changed.push_back(i);
        }
    }
    if (auto done = q.done(); !done)
        return done.error();
    return changed;
}

Result<void> readBuilt(Database &database, const Op &op, const Rows &own, BuiltOn &out)
{
    for (const Built &built : kBuilt) {
        if (built.on != op.table)
            continue;
        Query q = database.query(built.rows);
        q.bind(1, op.row);
        while (q.next()) {
            if (own.contains({built.table, q.id(0)}))
                continue;
            if (q.number(1) != 0)
                out.removals.push_back(remove(*built.table, q.id(0)));
            else
                out.others = true;
        }
        if (auto done = q.done(); !done)
            return done;
    }
    return {};
}

// A plan moves and drops its tasks by itself; one that a person has done has a call or a message beside it.
Result<bool> isStep(Database &database, const Table *table, const Id &task)
{
    if (table != &kTask)
        return false;
    Query q = database.query("SELECT 1 FROM step_run WHERE task_id=?1 LIMIT 1");
    const bool step = q.bind(1, task).next();
    const auto done = q.done();
    return done ? Result<bool>(step) : Result<bool>(done.error());
}

// The ladder gives a lead to somebody else and leaves everything else of it alone.
Result<void> readChanged(Database &database, const Rows &own, BuiltOn &out)
{
    static const int owner = kLead.find("owner_id");
    for (const auto &[key, made] : own) {
        const auto &[table, row] = key;
        if (table != &kLead && table != &kCustomer && table != &kTask && table != &kAppointment && table != &kVisit)
            continue;
        const auto changed = changedIn(database, *table, row, made);
        const auto step = isStep(database, table, row);
        if (!changed || !step)
            return !changed ? changed.error() : step.error();
        if (*step)
            continue;
        const bool given =
            std::ranges::any_of(out.removals, [](const Op &removal) { return removal.table == &kAssignment; });
        if (table == &kLead && *changed == std::vector{owner} && given)
            out.givenAway.push_back({row});
        else
            out.others = out.others || !changed->empty();
    }
    return {};
}

// Rare, for few inquiries bring a new source with them; leads are not found by their source.
Result<bool> isUsedElsewhere(Database &database, const Id &source, const Rows &own)
{
    Query q = database.query("SELECT id, 0 FROM lead WHERE source_id=?1 AND deleted=0"
                             " UNION ALL SELECT id, 1 FROM activity WHERE source_id=?1 AND deleted=0");
    q.bind(1, source);
    bool used = false;
    while (!used && q.next())
        used = !own.contains({q.number(1) == 0 ? static_cast<const Table *>(&kLead) : &kActivity, q.id(0)});
    if (auto done = q.done(); !used && !done)
        return done.error();
    return used;
}

} // namespace

Result<BuiltOn> builtOn(Database &database, const std::vector<Op> &ops)
{
    BuiltOn out;
    const Rows own = madeBy(ops);
    bool makes = false;
    for (const Op &op : ops) {
        if (op.kind != Op::Kind::Put)
            continue;
        makes = makes || op.table == &kLead || op.table == &kCustomer;
        if (auto read = readBuilt(database, op, own, out); !read)
            return read.error();
        if (op.table != &kSource)
            continue;
        const auto used = isUsedElsewhere(database, op.row, own);
        if (!used)
            return used.error();
        if (*used)
            out.sources.push_back(op.row);
    }
    if (makes) {
        if (auto read = readChanged(database, own, out); !read)
            return read.error();
    }
    return out;
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
