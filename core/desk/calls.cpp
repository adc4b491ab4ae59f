// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"

#include "core/desk/bookings.h"
#include "core/desk/contactrows.h"
#include "core/desk/deed.h"
#include "core/desk/firststep.h"
#include "core/desk/leadverbs.h"
#include "core/desk/optout.h"
#include "core/leads/attempts.h"
#include "core/leads/leadnowstore.h"
#include "core/people/customerstore.h"

namespace updesk
{

static Error invalid(const char *field) { return {Error::Code::Invalid, QString::fromLatin1(field), {}}; }

QStringList lostReasons()
{
    return {QStringLiteral("bought_elsewhere"), QStringLiteral("price"), QStringLiteral("credit"),
        QStringLiteral("not_buying"), QStringLiteral("vehicle_gone"), QStringLiteral("too_far"),
        QStringLiteral("no_answer"), QStringLiteral("other")};
}

Result<void> mayContact(Session &session, LeadId id, Channel channel)
{
    const auto lead = load(session.database(), kLead, id.value);
    if (!lead)
        return lead.error();
    const auto customer = CustomerStore(session.database()).find(lead->customer);
    if (!customer)
        return customer.error();
    const auto can = contactable(session.database(), customer->id);
    if (!can)
        return can.error();
    const bool allowed = channel == Channel::Text ? can->text : channel == Channel::Email ? can->email : can->call;
    if (!allowed)
        return Error{Error::Code::Denied, QStringLiteral("do_not_contact"), {}};
    if (channel != Channel::Phone)
        return {};
    const auto phones = CustomerStore(session.database()).phones(customer->id);
    if (!phones)
        return phones.error();
    const auto usable = [](const Phone &phone) { return !phone.bad && !phone.e164.isEmpty(); };
    if (std::ranges::none_of(*phones, usable))
        return Error{Error::Code::Denied, QStringLiteral("no_phone"), {}};
    return {};
}

/// A call on its way into the store.
struct CallRun {
    Transaction &tx;
    const Rulebook &rules;
    const CallLog &call;
    Lead lead;
    int attempts; ///< with this one
    bool plans; ///< false: the lead is closed, or the customer must not be called
    Channel way; ///< Email or Text: no call at all, but a message
    Activity row;
    CallLogged out;
};

static bool promises(Outcome outcome) { return outcome == Outcome::VisitSet || outcome == Outcome::CallBack; }

static Result<void> check(const CallLog &call, const Lead &lead, Time now)
{
    const bool known = call.outcome > Outcome::None && call.outcome <= Outcome::DoNotContact;
    if (!known)
        return invalid("outcome");
    if (call.outcome == Outcome::VisitSet && call.appointment <= now)
        return invalid("appointment");
    if (call.outcome == Outcome::CallBack && call.callBack <= now)
        return invalid("call_back");
    if (call.outcome == Outcome::NotInterested && !lostReasons().contains(call.reason))
        return invalid("reason");
    if (call.told > now || (call.told > 0 && call.told < lead.received))
        return invalid("told");
    // A clock that was set back since the lead came proves nothing about the call.
    if (call.told == 0 && call.dialledAt > 0 && call.dialledAt < lead.received && now >= lead.received)
        return invalid("dialled");
    if (!call.words.isEmpty() && call.outcome != Outcome::DoNotContact)
        return invalid("words");
    if (promises(call.outcome) && lead.closed == Closed::Sold)
        return invalid("closed");
    return {};
}

// People tell the time in minutes: "at 10:04" is no lie about a lead that came at 10:04:20.
static CallLog inItsMinute(CallLog call, Time received)
{
    if (call.told > 0 && call.told % kMinute == 0 && call.told < received && received - call.told < kMinute)
        call.told = received;
    return call;
}

static void fillRow(CallRun &run)
{
    const CallLog &call = run.call;
    // A clock that was set back between dial and outcome must not lose the call.
    const Time ended = call.endedAt > 0 ? std::min(call.endedAt, run.tx.now()) : run.tx.now();
    const Time dialled = std::min(call.dialledAt, ended);
    Activity &row = run.row;
    row.id = {run.tx.freshId()};
    row.lead = run.lead.id;
    row.customer = run.lead.customer;
    row.kind = run.way == Channel::Email ? Activity::Kind::Email
        : run.way == Channel::Text       ? Activity::Kind::Text
                                         : Activity::Kind::Call;
    row.direction = Activity::Direction::Out;
    row.person = run.tx.by().who;
    row.outcome = run.way == Channel::Phone ? call.outcome : Outcome::None;
    row.body = call.note.isEmpty() ? call.words : call.note;
    if (call.told > 0) {
        row.at = call.told;
        row.evidence = Evidence::Told;
        return;
    }
    row.at = dialled > 0 ? dialled : run.tx.now();
    row.evidence = evidenceOfCall(dialled, ended, DialledBy::Hand);
    row.seconds = dialled > 0 ? int((ended - dialled) / kSecond) : 0;
}

static Result<void> planCall(CallRun &run, Task task)
{
    run.out.lastAttempt = !run.plans;
    if (!run.plans)
        return {};
    run.out.nextDue = task.due;
    task.id = {run.tx.freshId()};
    task.lead = run.lead.id;
    return apply(run.tx, put(kTask, task));
}

static Result<void> planNextAttempt(CallRun &run)
{
    const Time due = nextCall(run.attempts, run.call.outcome, run.tx.now(), run.rules.hours);
    if (due == 0) {
        run.out.lastAttempt = true;
        return {};
    }
    const auto step = run.way == Channel::Phone ? Result<Task>(Task()) : firstStep(run.tx.database(), run.lead);
    if (!step)
        return step.error();
    Task task = *step;
    const bool tries = task.kind != Task::Kind::Decide && task.kind != Task::Kind::FindContact;
    task.due = tries ? due : run.tx.now();
    task.attempt = tries ? run.attempts + 1 : 0;
    task.attempts = tries ? kMostAttempts : 0;
    return planCall(run, task);
}

static Result<void> markWrongNumber(CallRun &run)
{
    const auto phones = CustomerStore(run.tx.database()).phones(run.lead.customer);
    if (!phones)
        return phones.error();
    const auto usable = [](const Phone &phone) { return !phone.bad && !phone.e164.isEmpty(); };
    const auto dialled = std::ranges::find_if(*phones, usable); // they stand in the order in which they are dialled
    if (dialled != phones->end()) {
        Phone bad = *dialled;
        bad.bad = true;
        if (auto done = apply(run.tx, set(kPhone, *dialled, bad)); !done)
            return done;
    }
    const bool another = std::ranges::count_if(*phones, usable) > 1;
    Task task;
    task.kind = another ? Task::Kind::Call : Task::Kind::FindContact;
    task.channel = another ? Channel::Phone : Channel::None;
    task.due = run.tx.now();
    task.attempt = another ? run.attempts + 1 : 0;
    task.attempts = another ? kMostAttempts : 0;
    return planCall(run, task);
}

static Result<void> book(CallRun &run)
{
    const PersonId receiver = run.call.receiver.isNull() ? run.lead.owner : run.call.receiver;
    run.out.lastAttempt = !run.plans; // the visit is kept; how it may be confirmed, the booking says
    if (run.plans)
        run.out.nextDue = std::max(run.call.appointment - kDay, run.tx.now());
    return writeBooking(run.tx, {run.lead.id, run.lead.customer, receiver, run.call.appointment, {}});
}

static Result<void> closeLost(CallRun &run, const QString &why)
{
    return run.lead.closed == Closed::Open ? writeClosed(run.tx, run.lead, Closed::Lost, why) : Result<void>{};
}

// Who agreed on a visit or a call back is a buyer again, whatever the lead was closed for.
static Result<void> reopen(CallRun &run)
{
    if (run.lead.closed == Closed::Open || !promises(run.call.outcome))
        return {};
    const Lead before = run.lead;
    run.lead.closed = Closed::Open;
    run.lead.closedWhy.clear();
    run.lead.closedAt = 0;
    Activity row;
    row.id = {run.tx.freshId()};
    row.lead = run.lead.id;
    row.customer = run.lead.customer;
    row.kind = Activity::Kind::Change;
    row.person = run.tx.by().who;
    row.at = run.tx.now();
    row.code = Activity::Code::Reopened;
    return applyAll(run.tx, set(kLead, before, run.lead), put(kActivity, row));
}

static Result<void> follow(CallRun &run)
{
    switch (run.call.outcome) {
    case Outcome::VisitSet:
        return book(run);
    case Outcome::CallBack: {
        Task task;
        task.due = run.call.callBack;
        task.promised = true;
        task.attempt = run.attempts + 1;
        task.attempts = kMostAttempts;
        return planCall(run, task);
    }
    case Outcome::Voicemail:
    case Outcome::NoAnswer:
        return planNextAttempt(run);
    case Outcome::WrongNumber:
        return markWrongNumber(run);
    case Outcome::NotInterested:
        return closeLost(run, run.call.reason);
    case Outcome::DoNotContact:
        return writeOptOut(run.tx, run.lead.customer, run.call.words);
    case Outcome::None:
        break;
    }
    return invalid("outcome");
}

// All is read inside the transaction: another window may have closed the lead, merged the customer or taken down a "do
// not contact" a moment ago.
static Result<void> writeCall(Transaction &tx, LeadId id, const CallLog &given, Channel way, CallLogged &out)
{
    const auto rules = rulebook(tx.database());
    if (!rules)
        return rules.error();
    const auto lead = load(tx.database(), kLead, id.value);
    if (!lead)
        return lead.error();
    const CallLog call = inItsMinute(given, lead->received);
    if (auto fine = check(call, *lead, tx.now()); !fine)
        return fine.error();
    const auto can = contactable(tx.database(), lead->customer);
    const auto now = leadNowOf(tx.database(), id);
    if (!can || !now)
        return !can ? can.error() : now.error();
    CallRun run{tx, **rules, call, *lead, now->attempts + 1, true, way, {}, {}};
    if (run.lead.owner.isNull() && !tx.by().who.isNull()) { // who calls first has it (F26)
        if (auto done = writeClaim(tx, run.lead); !done)
            return done;
    }
    fillRow(run);
    if (auto done = reopen(run); !done)
        return done;
    run.plans = run.lead.closed == Closed::Open && (can->call || way != Channel::Phone);
    if (auto done = apply(tx, put(kActivity, run.row)); !done)
        return done;
    if (auto done = finishTasks(tx, id, run.row.id); !done)
        return done;
    if (auto done = follow(run); !done)
        return done;
    out = run.out;
    out.verified = stopsClock(run.row.evidence);
    return {};
}

Result<CallLogged> logCall(Session &session, LeadId id, const CallLog &call)
{
    CallLogged out;
    const auto deed =
        doDeed(session, "call", {id}, [&](Transaction &tx) { return writeCall(tx, id, call, Channel::Phone, out); });
    if (!deed)
        return deed.error();
    out.deed = *deed;
    if (call.outcome == Outcome::NotInterested || call.outcome == Outcome::DoNotContact)
        session.tellNotices();
    return out;
}

Result<CallLogged> logSent(Session &session, LeadId id, Channel way, Time told)
{
    if (way != Channel::Email && way != Channel::Text)
        return invalid("channel");
    CallLog sent;
    sent.outcome = Outcome::NoAnswer; // until the customer replies
    sent.told = told;
    CallLogged out;
    const auto deed = doDeed(session, "sent", {id}, [&](Transaction &tx) -> Result<void> {
        if (told > 0)
            return writeCall(tx, id, sent, way, out);
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        sent.told = std::max(tx.now(), lead->received);
        return writeCall(tx, id, sent, way, out);
    });
    if (!deed)
        return deed.error();
    out.deed = *deed;
    return out;
}

} // namespace updesk
