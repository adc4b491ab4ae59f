// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/setbackverbs.h"

#include "core/desk/bookings.h"
#include "core/desk/deed.h"
#include "core/desk/setbackstore.h"
#include "core/desk/undoplans.h"
#include "core/desk/undorows.h"
#include "core/leads/lead.h"

#include <set>
#include <utility>

namespace updesk
{

static Notice::Kind noticeOf(const Setback &setback)
{
    if (setback.isClaim())
        return Notice::Kind::ClaimLost;
    if (setback.kind == Setback::Kind::Rejected)
        return Notice::Kind::ChangeRefused;
    return setback.kind == Setback::Kind::Lost ? Notice::Kind::TheirsStands : Notice::Kind::OursStands;
}

static Result<void> tellOf(Transaction &tx, const Setback &setback, PersonId here)
{
    const auto lead = leadOf(tx.database(), setback);
    if (!lead)
        return lead.error();
    const PersonId to = setback.who.isNull() ? here : setback.who; // what the program did, whoever is here hears
    if (to.isNull())
        return {};
    return tell(tx, {0, to, noticeOf(setback), tx.now(), *lead, setback.other, 1, false});
}

namespace
{

/// What the person of a lost claim put on the lead since.
struct Since {
    std::set<Id> tasks, assignments;
};

} // namespace

static Result<Since> putSince(Database &database, const Setback &claim)
{
    Since since;
    const auto deeds = deedsSince(database, claim.who, claim.at);
    if (!deeds)
        return deeds.error();
    for (const DeedId &deed : *deeds) {
        const auto ops = opsOf(database, deed);
        if (!ops)
            return ops.error();
        for (const Op &op : *ops) {
            if (op.kind == Op::Kind::Put && op.table == &kTask)
                since.tasks.insert(op.row);
            else if (op.kind == Op::Kind::Put && op.table == &kAssignment)
                since.assignments.insert(op.row);
        }
    }
    return since;
}

// The lead keeps something to do: it would be in nobody's list else.
static Result<void> dropPlans(Transaction &tx, LeadId lead, PersonId loser, const std::set<Id> &planned)
{
    const auto open = openTasks(tx.database(), lead);
    if (!open)
        return open.error();
    std::vector<Task> own;
    for (const TaskId &id : *open) {
        auto task = load(tx.database(), kTask, id.value);
        if (!task)
            return task.error();
        if (task->person == loser || planned.contains(id.value))
            own.push_back(std::move(*task));
    }
    const bool othersPlan = own.size() < open->size();
    for (size_t i = 0; i < own.size(); ++i) {
        Task after = own[i];
        if (i == 0 && !othersPlan)
            after.person = {}; // of the owner, whoever that is
        else
            after.dropped = int(Dropped::TakenByOther);
        if (auto done = apply(tx, set(kTask, own[i], after)); !done)
            return done;
    }
    return own.empty() ? Result<void>() : lookAtPlans(tx, lead);
}

static Result<void> giveUpClaim(Transaction &tx, const Setback &claim)
{
    const LeadId lead{claim.row};
    const auto since = putSince(tx.database(), claim);
    if (!since)
        return since.error();
    for (const Id &row : since->assignments) {
        const auto told = load(tx.database(), kAssignment, row);
        if (!told || told->lead != lead || told->to != claim.who)
            continue; // gone already, or of another lead
        if (auto done = apply(tx, remove(kAssignment, row)); !done)
            return done;
    }
    return dropPlans(tx, lead, claim.who, since->tasks);
}

static bool isSameRow(const Setback &a, const Setback &b) { return a.at == b.at && a.who == b.who && a.row == b.row; }

static Result<int> settleIn(Transaction &tx, PersonId here)
{
    const auto upTo = tx.database().state("setback_told");
    if (!upTo)
        return upTo.error();
    const auto fresh = setbacksAfter(tx.database(), *upTo);
    if (!fresh)
        return fresh.error();
    int told = 0;
    const Setback *last = nullptr;
    for (const Setback &one : *fresh) {
        if (!isForPeople(tx.database(), one))
            continue;
        ++told;
        if (const Setback *before = std::exchange(last, &one); before && isSameRow(*before, one))
            continue; // another field of the same: one is told
        if (auto done = tellOf(tx, one, here); !done)
            return done.error();
        if (!one.isClaim())
            continue;
        if (auto given = giveUpClaim(tx, one); !given)
            return given.error();
    }
    if (!fresh->empty()) {
        if (auto kept = keepTold(tx, fresh->back().n); !kept)
            return kept.error();
    }
    return told;
}

static Result<int> settle(Session &session, PersonId here)
{
    // By the program: the person may have gone home, and it must not wait for them.
    auto tx = Transaction::begin(session.database(), {PersonId{}, session.by().store});
    if (!tx)
        return tx.error();
    if (auto deed = tx->start("setback"); !deed)
        return deed.error();
    const auto settled = settleIn(*tx, here);
    if (!settled)
        return settled;
    if (auto done = tx->commit(); !done)
        return done.error();
    if (*settled == 0) // another process of this desk was quicker
        return settled;
    session.refresh();
    session.tellNotices();
    return settled;
}

// Asked every second: a look that finds nothing takes no lock.
Result<int> settleSetbacks(Session &session, PersonId here)
{
    const auto untold = isAnythingUntold(session.database());
    if (!untold || !*untold)
        return untold ? Result<int>(0) : untold.error();
    return settle(session, here);
}

static std::optional<Value> valueOf(const QString &text, Column::Type type)
{
    if (type == Column::Type::Text)
        return Value{text.toUtf8()};
    if (type == Column::Type::Number) {
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        return isNumber ? std::optional(Value{number}) : std::nullopt;
    }
    if (type != Column::Type::Id)
        return std::nullopt;
    if (text.isEmpty())
        return Value{};
    const auto id = Id::fromHex(text.toStdString());
    return id ? std::optional(Value{*id}) : std::nullopt;
}

static std::optional<Value> otherOf(const Table &table, int column, const Setback &setback)
{
    const Column &field = table.columns[size_t(column)];
    const bool plain = field.rule == Rule::Field || field.rule == Rule::Optimistic;
    if (!plain || table.trait == Trait::Legal || setback.kind == Setback::Kind::Rejected)
        return std::nullopt;
    return valueOf(setback.kind == Setback::Kind::TwoPlaces ? setback.theirs : setback.ours, field.type);
}

bool hasOther(const Database &database, const Setback &setback)
{
    const Table *table = database.table(setback.table);
    const int column = table ? table->find(setback.field) : -1;
    return column >= 0 && otherOf(*table, column, setback).has_value();
}

static Result<Value> standing(Database &database, const Table &table, const Id &row, int column)
{
    Query q = database.query(Database::Shape::Load, table, table.all());
    q.bind(1, row);
    const bool there = q.next() && (column == 0 || q.number(0) == 0);
    Value value = there ? q.value(column, table.columns[size_t(column)].type) : Value{};
    if (auto done = q.done(); !done)
        return done.error();
    if (!there)
        return Error{Error::Code::NotFound, QString::fromLatin1(table.name), {}};
    return value;
}

Result<DeedId> useOther(Session &session, const Setback &setback)
{
    const Table *table = session.database().table(setback.table);
    const int column = table ? table->find(setback.field) : -1;
    const auto wanted = column >= 0 ? otherOf(*table, column, setback) : std::nullopt;
    if (!wanted)
        return Error{Error::Code::Invalid, QString::fromLatin1(setback.field), {}};
    Op op{Op::Kind::Set, table, setback.row, {{column, *wanted, {}}}};
    std::vector<LeadId> leads;
    auto deed = commitDeed(session, "choose", [&](Transaction &tx) -> Result<void> {
        auto about = leadsOf(tx.database(), {op});
        if (!about)
            return about.error();
        leads = std::move(*about);
        auto now = standing(tx.database(), *table, setback.row, column);
        if (!now)
            return now.error();
        if (*now == *wanted)
            return {};
        op.changes.front().before = *now;
        return apply(tx, op);
    });
    if (deed)
        session.done(*deed, leads);
    return deed;
}

} // namespace updesk
