// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/planmove.h"

#include "core/desk/enrol.h"
#include "core/sequences/planrows.h"
#include "core/sequences/planstore.h"
#include "core/store/apply.h"

namespace updesk
{

static constexpr int kBatch = 50;

static Result<bool> moveOne(Transaction &tx, EnrolmentId id, PlanVersionId to, int step)
{
    const auto row = load(tx.database(), kEnrolment, id.value);
    if (!row)
        return row.error().code == Error::Code::NotFound ? Result<bool>(false) : row.error();
    if (row->state != Enrolment::State::Running)
        return false;
    const auto moved =
        enrol(tx, {row->lead, to, row->purpose, step, row->started, row->appointment, PlanBegun::NewVersion});
    return moved ? Result<bool>(!moved->isNull()) : moved.error();
}

static Result<int> stepOf(Database &database, const PeopleMove &move)
{
    const auto shelf = planShelf(database);
    if (!shelf)
        return shelf.error();
    const PlanShelf::Version *source = (*shelf)->version(move.from), *target = (*shelf)->version(move.to);
    if (!source || !target || move.from == move.to)
        return Error{Error::Code::NotFound, QStringLiteral("version"), {}};
    if (source->row.key != target->row.key)
        return Error{Error::Code::NotFound, QStringLiteral("plan"), {}};
    const int at = target->plan.find(move.step);
    return at < 0 ? Result<int>(Error{Error::Code::NotFound, QStringLiteral("step"), {}}) : Result<int>(at);
}

// Asked anew in each batch: what was saved may have been taken back meanwhile.
static Result<int> moveBatch(Transaction &tx, const std::vector<EnrolmentId> &inside, const PeopleMove &move)
{
    const auto at = stepOf(tx.database(), move);
    if (!at)
        return at.error();
    int moved = 0;
    for (const EnrolmentId &id : inside) {
        const auto one = moveOne(tx, id, move.to, *at);
        if (!one)
            return one.error();
        moved += *one;
    }
    return moved;
}

static Result<void> commitBatch(Session &session, const std::vector<EnrolmentId> &inside, const PeopleMove &move,
    const Id &partOf, PeopleMoved &out)
{
    auto tx = Transaction::begin(session.database(), session.by());
    if (!tx)
        return tx.error();
    const auto deed = tx->start("plan_move", partOf);
    if (!deed)
        return deed.error();
    const auto moved = moveBatch(*tx, inside, move);
    if (!moved)
        return moved.error();
    const bool any = tx->written();
    if (auto done = tx->commit(); !done)
        return done;
    if (any)
        out.deeds.push_back(*deed);
    out.done += *moved;
    return {};
}

static Result<void> moveAll(
    Session &session, const PeopleMove &move, const std::function<bool(const PeopleMoved &)> &goOn, PeopleMoved &out)
{
    const auto rules = session.rules();
    const auto at = stepOf(session.database(), move);
    const auto total = countInside(session.database(), move.from);
    if (!rules || !at || !total)
        return !rules ? rules.error() : !at ? at.error() : total.error();
    if (!(*rules)->mayChangeRules(session.person()))
        return Error{Error::Code::Denied, QStringLiteral("role"), {}};
    out.total = *total;
    const Id partOf = newId(session.now());
    EnrolmentId last;
    for (;;) {
        const auto inside = insideOf(session.database(), move.from, last, kBatch);
        if (!inside || inside->empty())
            return inside ? Result<void>() : inside.error();
        if (auto done = commitBatch(session, *inside, move, partOf, out); !done)
            return done;
        last = inside->back();
        if (goOn && !goOn(out)) {
            out.cancelled = true;
            return {};
        }
        Database::giveWay();
    }
}

PeopleMoved movePeople(Session &session, const PeopleMove &move, const std::function<bool(const PeopleMoved &)> &goOn)
{
    PeopleMoved out;
    if (const auto done = moveAll(session, move, goOn, out); !done)
        out.failed = done.error();
    out.finished = true;
    return out;
}

Result<int> movePeople(Session &session, PlanVersionId from, PlanVersionId to, const QString &step)
{
    const PeopleMoved moved = movePeople(session, {from, to, step});
    session.doneTogether(moved.deeds, {});
    return moved.failed ? Result<int>(*moved.failed) : Result<int>(moved.done);
}

} // namespace updesk
