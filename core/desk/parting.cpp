// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/parting.h"

#include "core/appointments/appointment.h"
#include "core/appointments/appraisal.h"
#include "core/appointments/deal.h"
#include "core/desk/bookings.h"
#include "core/desk/peoplerows.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
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

static CustomerId aliasOf(const Op &merge, Value Change::*side)
{
    static const int mergedInto = kCustomer.find("merged_into");
    const auto change = std::ranges::find(merge.changes, mergedInto, &Change::column);
    const Id *to = change == merge.changes.end() ? nullptr : std::get_if<Id>(&((*change).*side));
    return to ? CustomerId{*to} : CustomerId{};
}

CustomerId joinedTo(const Op &merge) { return aliasOf(merge, &Change::after); }
static CustomerId partedFrom(const Op &merge) { return aliasOf(merge, &Change::before); }

Result<void> mergeStands(Database &database, const Op &merge)
{
    const CustomerId to = joinedTo(merge);
    const auto alone = load(database, kCustomer, merge.row);
    const auto other = load(database, kCustomer, (to.isNull() ? partedFrom(merge) : to).value);
    if (!alone || !other)
        return !alone ? alone.error() : other.error();
    if (alone->mergedInto != to)
        return Error{Error::Code::Invalid, to.isNull() ? QStringLiteral("merged") : QStringLiteral("unmerged"), {}};
    if (!other->mergedInto.isNull())
        return Error{Error::Code::Denied, QStringLiteral("merged_again"), {}};
    return {};
}

// A row of history that is a lead's own: when the lead goes back, it goes too.
static Result<bool> followsLead(Database &database, const Op &op)
{
    static constexpr std::array<const Table *, 5> kOfLead{&kActivity, &kAppointment, &kVisit, &kDeal, &kAppraisal};
    if (std::ranges::find(kOfLead, op.table) == kOfLead.end())
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

static bool standsWith(const Consent &said, const Op &moved)
{
    static const int customer = kConsent.find("customer_id");
    return std::ranges::all_of(moved.changes,
        [&](const Change &change) { return change.column == customer && change.after == Value(said.customer.value); });
}

static Result<void> turnConsent(Transaction &tx, const Op &op, Consent said)
{
    if (op.kind == Op::Kind::Merge) {
        Op back = op;
        for (Change &change : back.changes)
            std::swap(change.before, change.after);
        return apply(tx, back);
    }
    if (said.state != Consent::State::Mistake)
        return {};
    said.id = {tx.freshId()};
    said.state = Consent::State::No;
    said.purpose.clear();
    said.by = tx.by().who;
    said.at = tx.now();
    return apply(tx, put(kConsent, said));
}

// One statement that is not here or was moved on must not keep two people one.
Result<int> turnConsents(Transaction &tx, const std::vector<Op> &ops)
{
    int stay = 0;
    for (const Op &op : ops) {
        if (op.table != &kConsent)
            continue;
        const auto said = load(tx.database(), kConsent, op.row);
        if (!said && said.error().code != Error::Code::NotFound)
            return said.error();
        if (!said)
            continue;
        if (op.kind == Op::Kind::Merge && !standsWith(*said, op)) {
            ++stay;
            continue;
        }
        if (auto turned = turnConsent(tx, op, *said); !turned)
            return turned.error();
    }
    return stay;
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

static bool isSaidIn(const std::vector<Consent> &all, const Consent &said)
{
    return std::ranges::any_of(all, [&](Consent one) {
        one.id = said.id;
        one.customer = said.customer;
        return one == said;
    });
}

static Result<void> bindBoth(Transaction &tx, CustomerId alone, CustomerId other, Time since)
{
    const auto refusals = refusalsTo(tx.database(), other, since), known = refusalsTo(tx.database(), alone, since);
    if (!refusals || !known)
        return !refusals ? refusals.error() : known.error();
    for (Consent said : *refusals) {
        const bool knows = isSaidIn(*known, said);
        said.id = {tx.freshId()};
        said.customer = alone;
        if (auto done = knows ? Result<void>() : apply(tx, put(kConsent, said)); !done)
            return done;
    }
    return {};
}

static bool isAddedOnly(const Op &op)
{
    return std::ranges::any_of(
        op.changes, [&](const Change &change) { return op.table->columns[size_t(change.column)].rule == Rule::Added; });
}

Result<void> part(Transaction &tx, const Op &merge, Time since)
{
    const CustomerId alone{merge.row}, other = joinedTo(merge);
    const auto rows = rowsBackWithLeads(tx.database(), alone, other);
    auto rest = rowsBackWithLeads(tx.database(), other, alone);
    if (!rows || !rest)
        return !rows ? rows.error() : rest.error();
    std::erase_if(*rest, isAddedOnly); // the server takes such a row only the way the two are parted
    if (auto bound = bindBoth(tx, alone, other, since); !bound)
        return bound;
    for (const std::vector<Op> *ops : {&*rows, &std::as_const(*rest)}) {
        for (const Op &op : *ops) {
            if (auto done = apply(tx, op); !done)
                return done;
        }
    }
    return {};
}

// A statement that both have stays with both: parted once more, nobody is bound twice.
static Result<bool> isSaidByBoth(Database &database, const Op &move, CustomerId into)
{
    if (move.table != &kConsent)
        return false;
    const auto said = load(database, kConsent, move.row);
    const auto known = refusalsTo(database, into, 0);
    if (!said || !known)
        return !said ? said.error() : known.error();
    return isSaidIn(*known, *said);
}

Result<void> rejoin(Transaction &tx, const Op &parting, std::vector<LeadId> &leads)
{
    const CustomerId alias{parting.row}, lives = partedFrom(parting);
    const auto moves = movesOf(tx.database(), alias, lives);
    const auto ofLeads = rowsBackWithLeads(tx.database(), lives, alias); // of leads that are back already
    const auto suspicions = suspicionsBetween(tx.database(), alias, lives);
    if (!moves || !ofLeads || !suspicions)
        return !moves ? moves.error() : !ofLeads ? ofLeads.error() : suspicions.error();
    for (const std::vector<Op> *ops : {&*moves, &*ofLeads, &*suspicions}) {
        for (const Op &op : *ops) {
            const auto both = isSaidByBoth(tx.database(), op, lives);
            if (!both)
                return both.error();
            if (op.table == &kLead)
                leads.push_back({op.row});
            if (auto done = *both ? Result<void>() : apply(tx, op); !done)
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
