// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"

#include "core/appointments/appointmentrules.h"
#include "core/appointments/duevisitrows.h"
#include "core/desk/bookings.h"
#include "core/desk/deed.h"
#include "core/desk/enrol.h"
#include "core/desk/filecall.h"
#include "core/desk/firststep.h"
#include "core/desk/gate.h"
#include "core/desk/leadverbs.h"
#include "core/desk/optout.h"
#include "core/desk/voicemails.h"
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
    GateAsk ask;
    ask.channel = channel;
    const auto verdict = askGate(session, id, ask);
    if (verdict)
        return isRefusal(*verdict) ? Result<void>(Error{Error::Code::Denied, QStringLiteral("do_not_contact"), {}})
                                   : Result<void>();
    // A message without an address is told of in other words than a call without a number.
    const bool noAddress = verdict.error().code == Error::Code::Denied && channel != Channel::Phone;
    return noAddress ? Result<void>() : Result<void>(verdict.error());
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
    bool followed = false; ///< a plan runs: what comes next is its own
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
    if (!call.voicemail.isEmpty() && call.outcome != Outcome::Voicemail)
        return invalid("voicemail");
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

// The phone system may have told of this call when it ended: what a person says of it stands in place of that line.
static Result<void> takeSeenCall(CallRun &run)
{
    Activity &row = run.row;
    if (row.kind != Activity::Kind::Call)
        return {};
    const Time until = row.evidence == Evidence::Told ? row.at + kAfterCall : run.tx.now();
    const auto seen = unloggedCall(
        run.tx.database(), row.lead, run.call.dialledAt > 0 ? row.at - kBeforeDial : row.at - kAfterCall, until);
    if (!seen || !*seen)
        return seen ? Result<void>() : seen.error();
    --run.attempts; // it was counted when it was told
    row.corrects = (*seen)->id;
    row.at = (*seen)->at;
    row.seconds = (*seen)->seconds;
    row.evidence = Evidence::Confirmed;
    return {};
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

static Result<void> leaveUnconfirmed(CallRun &run, const Appointment &visit)
{
    if (run.way != Channel::Phone || visit.state != Appointment::State::Set)
        return {};
    Appointment tried = visit;
    tried.state = Appointment::State::NotConfirmed;
    tried.stateBy = run.tx.by().who;
    tried.stateAt = run.tx.now();
    return apply(run.tx, set(kAppointment, visit, tried));
}

// Who is expected is not called as one who was never reached: only whether they come is asked once more, in time (F73).
static Result<void> planForVisit(CallRun &run, const Appointment &visit)
{
    constexpr Time kTryAgain = 2 * kHour, kTooLate = 30 * kMinute;
    const Time now = run.tx.now();
    const bool asks = visit.state != Appointment::State::Confirmed && visit.at - now <= kConfirmBefore + kConfirmAhead
        && needsConfirmation(visit.setAt, visit.at, run.rules.hours);
    if (auto left = asks ? leaveUnconfirmed(run, visit) : Result<void>(); !left)
        return left;
    const Time due = asks ? run.rules.hours.nextOpening(now + kTryAgain) : 0;
    if (due == 0 || due > visit.at - kTooLate)
        return {};
    const auto by = confirmedBy(run.tx.database(), visit.customer);
    if (!by)
        return by.error();
    Task task;
    task.kind = Task::Kind::Confirm;
    task.channel = *by;
    task.due = due;
    task.appointment = visit.id;
    return planCall(run, task);
}

// A plan decides itself what comes next, and whether; without one the fixed rules do.
static Result<void> goOnWithPlan(CallRun &run)
{
    const auto outlook = followPlan(run.tx, run.lead.id);
    if (!outlook)
        return outlook.error();
    if (run.call.outcome != Outcome::Voicemail && run.call.outcome != Outcome::NoAnswer)
        return {};
    run.out.nextDue = outlook->nextDue;
    run.out.lastAttempt = !outlook->running;
    return {};
}

static Result<void> planNextAttempt(CallRun &run)
{
    if (run.followed)
        return {};
    const auto coming = comingVisit(run.tx.database(), run.lead.id, run.tx.now());
    if (!coming)
        return coming.error();
    if (*coming)
        return planForVisit(run, **coming);
    const Time due = nextCall(run.attempts, run.call.outcome, run.tx.now(), run.rules.hours);
    if (due == 0) {
        run.out.lastAttempt = true;
        const auto slow = run.plans ? enrolAfterSilence(run.tx, run.lead) : Result<bool>(false); // nobody is forgotten
        return slow ? Result<void>() : slow.error();
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
    const QString &number = run.call.number; // without one: they stand in the order in which they are dialled
    const auto dialled = std::ranges::find_if(
        *phones, [&](const Phone &phone) { return usable(phone) && (number.isEmpty() || phone.e164 == number); });
    if (dialled != phones->end()) {
        Phone bad = *dialled;
        bad.bad = true;
        if (auto done = apply(run.tx, set(kPhone, *dialled, bad)); !done)
            return done;
    }
    const auto others = std::ranges::count_if(*phones, usable) - (dialled == phones->end() ? 0 : 1);
    const bool another = others > 0;
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
    return writeBooking(run.tx, {run.lead.id, run.lead.customer, receiver, run.call.appointment, {}, {}});
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

// What the attempt did, and what comes next.
static Result<void> writeAttempt(CallRun &run)
{
    if (auto done = apply(run.tx, put(kActivity, run.row)); !done)
        return done;
    const auto followed = isFollowed(run.tx.database(), run.lead.id);
    if (!followed)
        return followed.error();
    run.followed = *followed;
    if (auto done = settleStep(run.tx, run.row); !done)
        return done;
    if (auto done = finishTasks(run.tx, run.lead.id, run.row.id); !done)
        return done;
    if (auto done = follow(run); !done)
        return done;
    return run.followed ? goOnWithPlan(run) : Result<void>();
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
    if (auto seen = takeSeenCall(run); !seen)
        return seen;
    if (auto noted = noteVoicemailLeft(tx, run.row, call.voicemail); !noted)
        return noted;
    if (auto done = reopen(run); !done)
        return done;
    run.plans = run.lead.closed == Closed::Open && (can->call || way != Channel::Phone);
    if (auto done = writeAttempt(run); !done)
        return done;
    out = run.out;
    out.verified = stopsClock(run.row.evidence);
    return {};
}

Result<void> writeSent(Transaction &tx, const Activity &sent)
{
    const auto rules = rulebook(tx.database());
    const auto lead = load(tx.database(), kLead, sent.lead.value);
    const auto now = leadNowOf(tx.database(), sent.lead);
    if (!rules || !lead || !now)
        return !rules ? rules.error() : !lead ? lead.error() : now.error();
    CallLog call;
    call.outcome = Outcome::NoAnswer; // until the customer replies
    const Channel way = sent.kind == Activity::Kind::Text ? Channel::Text : Channel::Email;
    CallRun run{tx, **rules, call, *lead, now->attempts + 1, lead->closed == Closed::Open, way, sent, {}};
    return writeAttempt(run);
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
