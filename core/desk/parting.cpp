// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/parting.h"

#include "core/appointments/appointment.h"
#include "core/desk/bookings.h"
#include "core/desk/peoplerows.h"
#include "core/leads/activity.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/rulebook.h"
#include "core/store/log.h"

#include <algorithm>

namespace updesk
{

const Op *mergeIn(const std::vector<Op> &ops)
{
    const auto merge = std::ranges::find_if(
        ops, [](const Op &op) { return op.table == &kCustomer && op.kind == Op::Kind::Merge && !op.changes.empty(); });
    return merge == ops.end() ? nullptr : &*merge;
}

CustomerId joinedTo(const Op &merge)
{
    static const int mergedInto = kCustomer.find("merged_into");
    const auto change = std::ranges::find(merge.changes, mergedInto, &Change::column);
    const Id *to = change == merge.changes.end() ? nullptr : std::get_if<Id>(&change->after);
    return to ? CustomerId{*to} : CustomerId{};
}

// A row of history that is a lead's own: when the lead goes back, it goes too.
static Result<bool> followsLead(Database &database, const Op &op)
{
    if (op.table != &kActivity && op.table != &kAppointment && op.table != &kVisit)
        return false;
    Query q = database.query(Database::Shape::Load, *op.table, op.table->all());
    q.bind(1, op.row);
    const bool follows = q.next() && !q.id(op.table->find("lead_id")).isNull();
    if (auto done = q.done(); !done)
        return done.error();
    return follows;
}

Result<QString> partingRecord(Database &database, const std::vector<Op> &merge)
{
    QByteArray line;
    for (const Op &op : merge) {
        const auto follows = followsLead(database, op);
        if (!follows)
            return follows.error();
        if (!*follows && !op.changes.empty())
            appendOp(line, op);
    }
    return QString::fromUtf8(line + ']');
}

// Done again: a refusal that was called a mistake is said anew, and statements go with the record they were moved to.
Result<void> turnConsents(Transaction &tx, const std::vector<Op> &ops)
{
    for (const Op &op : ops) {
        if (op.table != &kConsent)
            continue;
        if (op.kind == Op::Kind::Merge) {
            Op back = op;
            for (Change &change : back.changes)
                std::swap(change.before, change.after);
            if (auto done = apply(tx, back); !done)
                return done;
            continue;
        }
        auto again = load(tx.database(), kConsent, op.row);
        if (!again)
            return again.error();
        if (again->state != Consent::State::Mistake)
            continue;
        again->id = {tx.freshId()};
        again->state = Consent::State::No;
        again->purpose.clear();
        again->by = tx.by().who;
        again->at = tx.now();
        if (auto done = apply(tx, put(kConsent, *again)); !done)
            return done;
    }
    return {};
}

// Parted a second time, the one that was parted before has these refusals already.
static Result<std::vector<Consent>> refusalsTo(Database &database, CustomerId customer, Time since)
{
    std::vector<Consent> all;
    const auto rows = refusalsSince(database, customer, since);
    if (!rows)
        return rows.error();
    for (const RowOnlyId &id : *rows) {
        auto said = load(database, kConsent, id.value);
        if (!said)
            return said.error();
        all.push_back(std::move(*said));
    }
    return all;
}

static Result<void> bindBoth(Transaction &tx, CustomerId alone, CustomerId other, Time since)
{
    const auto refusals = refusalsTo(tx.database(), other, since), known = refusalsTo(tx.database(), alone, since);
    if (!refusals || !known)
        return !refusals ? refusals.error() : known.error();
    for (Consent said : *refusals) {
        const bool knows = std::ranges::any_of(*known, [&](Consent theirs) {
            theirs.id = said.id;
            theirs.customer = said.customer;
            return theirs == said;
        });
        said.id = {tx.freshId()};
        said.customer = alone;
        if (auto done = knows ? Result<void>() : apply(tx, put(kConsent, said)); !done)
            return done;
    }
    return {};
}

Result<void> part(Transaction &tx, const Op &merge, Time since)
{
    const CustomerId alone{merge.row}, other = joinedTo(merge);
    if (other.isNull())
        return {}; // they are being merged once more
    const auto rows = rowsBackWithLeads(tx.database(), alone);
    const auto rest = rowsBackWithLeads(tx.database(), other);
    if (!rows || !rest)
        return !rows ? rows.error() : rest.error();
    if (auto bound = bindBoth(tx, alone, other, since); !bound)
        return bound;
    for (const std::vector<Op> *ops : {&*rows, &*rest}) {
        for (const Op &op : *ops) {
            if (auto done = apply(tx, op); !done)
                return done;
        }
    }
    return {};
}

Result<void> logScores(Transaction &tx, const std::vector<LeadId> &leads, const char *cause)
{
    const auto rules = rulebook(tx.database());
    if (!rules)
        return rules.error();
    std::vector<LeadNow> before;
    for (const LeadId &lead : leads) {
        const auto now = leadNowOf(tx.database(), lead);
        if (!now)
            return now.error();
        before.push_back(*now);
    }
    if (auto derived = tx.derive(); !derived)
        return derived;
    for (const LeadNow &was : before) {
        if (auto written = writeScoreMove(tx, was, **rules, cause); !written)
            return written;
    }
    return {};
}

} // namespace updesk
