// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"

#include "core/desk/bookings.h"
#include "core/desk/deed.h"
#include "core/desk/firststep.h"
#include "core/desk/leadverbrows.h"
#include "core/desk/notices.h"
#include "core/leads/activity.h"
#include "core/leads/leadnowstore.h"
#include "core/store/erase.h"

#include <map>

namespace updesk
{

static Error invalid(const char *field) { return {Error::Code::Invalid, QString::fromLatin1(field), {}}; }

static Activity changeRow(Transaction &tx, const Lead &lead, Activity::Code code, const QString &body)
{
    Activity row;
    row.id = {tx.freshId()};
    row.lead = lead.id;
    row.customer = lead.customer;
    row.kind = Activity::Kind::Change;
    row.person = tx.by().who;
    row.at = tx.now();
    row.code = code;
    row.body = body;
    return row;
}

Result<Lead> findLead(Session &session, LeadId lead) { return load(session.database(), kLead, lead.value); }

static Result<void> assignOne(Transaction &tx, const Lead &lead, PersonId to, const QString &words, Op::Kind kind)
{
    Lead given = lead;
    given.owner = to;
    Assignment row;
    row.id = {tx.freshId()};
    row.lead = lead.id;
    row.from = lead.owner;
    row.to = to;
    row.reason = int(to == tx.by().who ? RouteReason::Claimed : RouteReason::ByHand);
    row.words = words;
    row.by = tx.by().who;
    row.at = tx.now();
    return applyAll(tx, set(kLead, lead, given, kind), put(kAssignment, row));
}

// A visitor who stood in the showroom without a person has one now.
static Result<void> giveVisits(Transaction &tx, LeadId lead, PersonId to)
{
    const auto waiting = visitsWithoutPerson(tx.database(), lead);
    if (!waiting)
        return waiting.error();
    for (const Visit &visit : *waiting) {
        Visit met = visit;
        met.person = to;
        if (auto done = apply(tx, set(kVisit, visit, met)); !done)
            return done;
    }
    return {};
}

// One notice each with the count: nobody wants twelve.
static Result<void> tellBoth(Transaction &tx, PersonId to, const std::map<PersonId, int> &lost, int count, LeadId first)
{
    const PersonId me = tx.by().who;
    if (to != me) {
        const Notice::Kind kind = Notice::Kind::LeadsGiven;
        if (auto told = tell(tx, {0, to, kind, tx.now(), first, me, count, false}); !told)
            return told;
    }
    for (const auto &[person, n] : lost) {
        if (person.isNull() || person == me)
            continue;
        if (auto told = tell(tx, {0, person, Notice::Kind::LeadsTaken, tx.now(), first, to, n, false}); !told)
            return told;
    }
    return {};
}

Result<DeedId> assign(Session &session, std::span<const LeadId> leads, PersonId to, const QString &words)
{
    const std::vector<LeadId> all(leads.begin(), leads.end());
    auto deed = doDeed(session, "assign", all, [&](Transaction &tx) -> Result<void> {
        const auto rules = rulebook(tx.database());
        if (!rules)
            return rules.error();
        const Person *person = (*rules)->person(to);
        if (!person || !person->active)
            return Error{Error::Code::Denied, QStringLiteral("person"), {}};
        std::map<PersonId, int> lost;
        LeadId first;
        int moved = 0;
        for (const LeadId &id : all) {
            const auto lead = load(tx.database(), kLead, id.value);
            if (!lead)
                return lead.error();
            if (lead->owner == to)
                continue;
            ++lost[lead->owner];
            if (moved++ == 0)
                first = id;
            if (auto done = assignOne(tx, *lead, to, words, Op::Kind::Assign); !done)
                return done;
            if (auto done = giveVisits(tx, id, to); !done)
                return done;
            if (auto done = untellPool(tx, id); !done)
                return done;
        }
        return moved > 0 ? tellBoth(tx, to, lost, moved, first) : Result<void>{};
    });
    if (deed)
        session.tellNotices();
    return deed;
}

Result<void> writeClaim(Transaction &tx, Lead &lead)
{
    if (auto done = assignOne(tx, lead, tx.by().who, {}, Op::Kind::Claim); !done)
        return done;
    lead.owner = tx.by().who;
    if (auto done = giveVisits(tx, lead.id, lead.owner); !done)
        return done;
    return untellPool(tx, lead.id);
}

Result<DeedId> claimLead(Session &session, LeadId id)
{
    if (session.person().isNull())
        return Error{Error::Code::Denied, QStringLiteral("person"), {}};
    return doDeed(session, "assign", {id}, [&](Transaction &tx) -> Result<void> {
        auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        if (lead->owner == session.person())
            return {};
        if (!lead->owner.isNull())
            return Error{Error::Code::Conflict, QStringLiteral("owner"), {}};
        return writeClaim(tx, *lead);
    });
}

Result<DeedId> addNote(Session &session, LeadId id, const QString &text)
{
    if (text.trimmed().isEmpty())
        return invalid("note");
    return doDeed(session, "note", {id}, [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        Activity row = changeRow(tx, *lead, Activity::Code::None, text.trimmed());
        row.kind = Activity::Kind::Note;
        return apply(tx, put(kActivity, row));
    });
}

Result<DeedId> snooze(Session &session, LeadId id, Time until)
{
    if (until <= session.now())
        return invalid("until");
    return doDeed(session, "snooze", {id}, [&](Transaction &tx) -> Result<void> {
        const auto now = leadNowOf(tx.database(), id);
        if (!now)
            return now.error();
        if (now->closed != Closed::Open)
            return invalid("closed");
        if (now->nextTask.isNull()) {
            auto step = firstStep(tx.database(), id);
            if (!step)
                return step.error();
            Task &task = *step;
            task.id = {tx.freshId()};
            task.lead = id;
            task.due = until;
            return apply(tx, put(kTask, task));
        }
        const auto task = load(tx.database(), kTask, now->nextTask.value);
        if (!task)
            return task.error();
        Task later = *task;
        later.due = until;
        return apply(tx, set(kTask, *task, later));
    });
}

Result<DeedId> bookVisit(Session &session, LeadId id, Time at, PersonId receiver, const QString &note)
{
    if (at <= session.now())
        return invalid("appointment");
    return doDeed(session, "book", {id}, [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        if (lead->closed != Closed::Open)
            return invalid("closed");
        return writeBooking(tx, {id, lead->customer, receiver.isNull() ? lead->owner : receiver, at, note});
    });
}

Result<DeedId> setGrade(Session &session, LeadId id, int grade, const QString &why)
{
    if (grade < 0 || grade > 4)
        return invalid("grade");
    if (grade > 0 && why.trimmed().isEmpty())
        return invalid("reason");
    return doDeed(session, "grade", {id}, [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        Lead graded = *lead;
        graded.gradeSet = grade;
        graded.gradeWhy = why.trimmed();
        const QString letter = grade > 0 ? QString(QChar(u'A' + grade - 1)) + QStringLiteral(": ") : QString();
        return applyAll(tx, set(kLead, *lead, graded),
            put(kActivity, changeRow(tx, *lead, Activity::Code::GradeSet, letter + why.trimmed())));
    });
}

Result<DeedId> closeLead(Session &session, LeadId id, Closed how, const QString &why)
{
    if (how == Closed::Open || how == Closed::Sold)
        return invalid("closed");
    if (why.trimmed().isEmpty())
        return invalid("reason");
    auto deed = doDeed(session, "close", {id}, [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        if (lead->closed != Closed::Open)
            return invalid("closed");
        if (auto closed = writeClosed(tx, *lead, how, why.trimmed()); !closed)
            return closed;
        return apply(tx, put(kActivity, changeRow(tx, *lead, Activity::Code::Closed, why.trimmed())));
    });
    if (deed)
        session.tellNotices();
    return deed;
}

Result<DeedId> reopenLead(Session &session, LeadId id)
{
    return doDeed(session, "reopen", {id}, [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        if (lead->closed == Closed::Open)
            return invalid("closed");
        const auto erased = isErased(tx.database(), id.value);
        if (!erased || *erased)
            return erased ? Error{Error::Code::Denied, QStringLiteral("erased"), {}} : erased.error();
        Lead open = *lead;
        open.closed = Closed::Open;
        open.closedWhy.clear();
        open.closedAt = 0;
        auto step = firstStep(tx.database(), *lead); // else nobody would see it again
        if (!step)
            return step.error();
        Task &task = *step;
        task.id = {tx.freshId()};
        task.lead = id;
        task.due = tx.now();
        return applyAll(tx, set(kLead, *lead, open), put(kTask, task),
            put(kActivity, changeRow(tx, *lead, Activity::Code::Reopened, {})));
    });
}

Result<DeedId> markUnverified(Session &session, LeadId id)
{
    return doDeed(session, "unverify", {id}, [&](Transaction &tx) -> Result<void> {
        const auto last = lastAttemptOf(tx.database(), id);
        if (!last)
            return last.error();
        if (!stopsClock(last->evidence))
            return invalid("evidence");
        Activity row = *last;
        row.id = {tx.freshId()};
        row.evidence = Evidence::None;
        row.corrects = last->id;
        return apply(tx, put(kActivity, row));
    });
}

} // namespace updesk
