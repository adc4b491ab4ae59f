// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/reminders.h"

#include "core/appointments/appointmentrules.h"
#include "core/appointments/duevisitrows.h"
#include "core/desk/bookings.h"
#include "core/desk/firststep.h"
#include "core/desk/messagegate.h"
#include "core/desk/messagewords.h"
#include "core/desk/plansender.h"
#include "core/desk/reminderrows.h"
#include "core/leads/activity.h"
#include "core/sequences/claims.h"
#include "core/sequences/templatestore.h"

#include <algorithm>

namespace updesk
{

namespace
{

constexpr std::size_t kMostAtOnce = 50; // a desk that slept a night does not stand still on waking
constexpr Time kAgain = kMinute; ///< until that is tried once more which could not be done
constexpr Time kTooLate = 15 * kMinute; ///< so short before the visit nobody is helped by being reminded of it

/// One visit on its way to a message.
struct ReminderRun {
    Transaction &tx;
    Appointment visit;
    Message message{};
    enum class Becomes : quint8 { Message, Task, Nothing } becomes = Becomes::Message;
};
using Becomes = ReminderRun::Becomes;

QByteArray nameOf(AppointmentId visit) { return "reminder of visit " + visit.value.hex(); }

// The same at every desk, so that of two programs that both write it one row comes.
Task taskOf(const Appointment &visit)
{
    Task task;
    task.id = {fixedId(nameOf(visit.id), 1)};
    task.lead = visit.lead;
    task.kind = Task::Kind::Remind;
    task.channel = Channel::Text;
    task.due = visit.at - kRemindBefore;
    task.appointment = visit.id;
    return task;
}

Result<void> putTask(Transaction &tx, const Task &task)
{
    const auto there = hasRow(tx.database(), kTask, task.id.value);
    if (!there || *there)
        return there ? Result<void>() : there.error();
    return apply(tx, put(kTask, task));
}

// One that is not to go keeps a row too: it is not looked at again.
Result<void> writeTask(Transaction &tx, const Appointment &visit, Becomes becomes)
{
    Task task = taskOf(visit);
    if (becomes == Becomes::Nothing)
        task.dropped = int(Dropped::DoNotContact);
    return putTask(tx, task);
}

// A lead that has not come to this desk yet is no template that nobody has: it is waited for.
bool isTemplateGone(const Error &error)
{
    return error.code == Error::Code::NotFound && error.subject == QLatin1String("template");
}

// The words name the lead's next visit: with another one before it they would name that.
Result<void> fillIn(ReminderRun &run)
{
    Database &database = run.tx.database();
    const auto entries = templateEntries(database);
    const auto next = comingVisit(database, run.visit.lead, run.tx.now());
    if (!entries || !next)
        return !entries ? entries.error() : next.error();
    const Template *words = firstTemplate(*entries, Channel::Text, Occasion::VisitReminder);
    run.becomes = Becomes::Task;
    if (!words || !*next || (*next)->id != run.visit.id)
        return {};
    const auto filled = fillFor(database, run.visit.lead, words->key, Channel::Text, run.tx.now());
    if (!filled)
        return isTemplateGone(filled.error()) ? Result<void>() : filled.error();
    if (!filled->message.isReady())
        return {};
    run.becomes = Becomes::Message;
    run.message.body = filled->message.body;
    run.message.text = words->key;
    run.message.textVersion = filled->version;
    run.message.claims = claimsText({filled->message.claims, filled->language, true});
    return {};
}

Result<void> addressIt(ReminderRun &run)
{
    Message &m = run.message;
    m.id = {fixedId(nameOf(run.visit.id), 0)};
    m.lead = run.visit.lead;
    m.purpose = QLatin1String(kReminderPurpose) + QString::fromLatin1(run.visit.id.value.hex());
    m.channel = int(Channel::Text);
    m.asked = run.tx.now();
    m.meant = int(Purpose::Transactional);
    m.sendBefore = run.visit.at;
    GateAsk ask;
    ask.channel = Channel::Text;
    ask.sentBy = SentBy::Automatic;
    ask.purpose = Purpose::Transactional;
    const auto facts = gateFactsOf(run.tx.database(), {}, m.lead, ask);
    if (!facts)
        return facts.error();
    m.to = facts->address;
    if (m.to.isEmpty())
        run.becomes = Becomes::Task;
    return {};
}

Result<void> askGateAbout(ReminderRun &run)
{
    const auto facts = factsOf(run.tx.database(), run.message);
    const auto passed = facts ? passMessage(run.tx, run.message, *facts) : Result<GateVerdict>(facts.error());
    if (!passed)
        return passed.error();
    run.message.notBefore = passed->allows() ? run.tx.now() : passed->moveTo;
    if (passed->says == GateVerdict::Says::Block)
        run.becomes = whyNot(*passed) == QLatin1String("refused") ? Becomes::Nothing : Becomes::Task;
    else if (run.message.notBefore >= run.visit.at - kTooLate)
        run.becomes = Becomes::Task;
    return {};
}

Result<void> queueOne(Transaction &tx, const Appointment &visit)
{
    ReminderRun run{tx, visit};
    const auto byItself = remindsByItself(tx.database(), visit.customer);
    if (!byItself)
        return byItself.error();
    if (!*byItself)
        return writeTask(tx, visit, Becomes::Task);
    for (const auto make : {fillIn, addressIt, askGateAbout}) {
        if (auto done = make(run); !done)
            return done;
        if (run.becomes != Becomes::Message)
            return writeTask(tx, visit, run.becomes);
    }
    const auto there = hasRow(tx.database(), kMessage, run.message.id.value);
    if (!there || *there)
        return there ? Result<void>() : there.error();
    return apply(tx, put(kMessage, run.message));
}

bool isGone(const Error &error)
{
    return error.code == Error::Code::NotFound || error.code == Error::Code::Denied; // not here yet; erased
}

void forgetOld(TriedVisits *tried, Time now)
{
    if (tried)
        std::erase_if(*tried, [now](const auto &one) { return now - one.second >= kAgain || one.second > now; });
}

/// One visit in a transaction of its own; it is read inside, for somebody may have marked it a moment ago.
template <class F>
Result<LeadId> inOwn(Session &session, qint64 epoch, AppointmentId id, TriedVisits *tried, F &&act)
{
    if (tried && tried->contains(id))
        return LeadId();
    auto tx = Transaction::begin(session.database(), {PersonId{}, session.by().store, epoch});
    if (!tx)
        return tx.error();
    const auto visit = load(tx->database(), kAppointment, id.value);
    if (!visit)
        return visit.error().code == Error::Code::NotFound ? Result<LeadId>(LeadId()) : visit.error();
    if (!isAhead(visit->state) || visit->at <= tx->now())
        return LeadId();
    if (auto started = tx->start("ladder"); !started)
        return started.error();
    if (auto done = act(*tx, *visit); !done) {
        if (tried && isGone(done.error()))
            tried->insert_or_assign(id, session.now());
        return isGone(done.error()) ? Result<LeadId>(LeadId()) : done.error();
    }
    const bool any = tx->written();
    if (auto done = tx->commit(); !done)
        return done.error();
    return any ? visit->lead : LeadId();
}

// Of who cannot or may not be texted at all there is nothing to be done and nothing is written: they are asked for
// again after a while, for they may agree until the visit.
Result<LeadId> queueOrWait(Session &session, qint64 epoch, const VisitToRemind &one, TriedVisits *tried)
{
    if (tried && tried->contains(one.id))
        return LeadId();
    const auto by = textedBy(session.database(), one.customer);
    if (!by)
        return by.error();
    if (*by != TextBy::Nobody)
        return inOwn(session, epoch, one.id, tried, queueOne);
    if (tried)
        tried->insert_or_assign(one.id, session.now());
    return LeadId();
}

// Page by page: what cannot be done just now stays where it is, and must not stand before the others.
template <class Ask, class Act>
Result<std::vector<LeadId>> eachVisit(Ask &&ask, Act &&act)
{
    std::vector<LeadId> moved;
    std::optional<VisitToRemind> after;
    for (bool more = true; more && moved.size() < kMostAtOnce;) {
        const auto page = ask(after ? &*after : nullptr);
        if (!page)
            return page.error();
        for (const auto &one : *page) {
            const Result<LeadId> lead = act(one);
            if (!lead)
                return lead.error();
            if (!lead->isNull())
                moved.push_back(*lead);
        }
        more = page->size() == kMostAtOnce;
        if (more)
            after = page->back();
    }
    return moved;
}

std::optional<AppointmentId> visitOf(const Message &message)
{
    const std::string hex = message.purpose.mid(qsizetype(qstrlen(kReminderPurpose))).toStdString();
    const auto id = Id::fromHex(hex);
    return id ? std::optional<AppointmentId>(AppointmentId{*id}) : std::nullopt;
}

} // namespace

Result<bool> remindsByItself(Database &database, CustomerId customer)
{
    if (carrierOf(database, Channel::Text, SentBy::Automatic) != Carrier::Program)
        return false;
    const auto by = textedBy(database, customer);
    return by ? Result<bool>(*by == TextBy::Anybody) : by.error();
}

Result<std::vector<LeadId>> queueReminders(Session &session, qint64 epoch, TriedVisits *tried)
{
    forgetOld(tried, session.now());
    return eachVisit(
        [&](const VisitToRemind *after) {
            return visitsToRemind(session.database(), session.now(), int(kMostAtOnce), after);
        },
        [&](const VisitToRemind &one) { return queueOrWait(session, epoch, one, tried); });
}

Result<std::vector<LeadId>> settleEndedReminders(Session &session, qint64 epoch, TriedVisits *tried)
{
    forgetOld(tried, session.now());
    return eachVisit(
        [&](const VisitToRemind *after) {
            return endedReminders(session.database(), session.now(), int(kMostAtOnce), after);
        },
        [&](const EndedReminder &one) {
            const bool unwanted = one.why == QLatin1String("person") || one.why == QLatin1String("refused");
            return inOwn(session, epoch, one.id, tried, [unwanted](Transaction &tx, const Appointment &visit) {
                return writeTask(tx, visit, unwanted ? Becomes::Nothing : Becomes::Task);
            });
        });
}

bool isReminder(const Message &message)
{
    return message.by.isNull() && message.run.isNull() && message.purpose.startsWith(QLatin1String(kReminderPurpose));
}

Result<bool> reminderStands(Database &database, const Message &message, Time now)
{
    const auto id = visitOf(message);
    if (!id)
        return false;
    const auto visit = load(database, kAppointment, id->value);
    const auto came = visitOfAppointment(database, *id);
    if (!visit && visit.error().code == Error::Code::NotFound)
        return false; // taken back
    if (!visit || !came)
        return !visit ? visit.error() : came.error();
    return isAhead(visit->state) && visit->at > now && !came->has_value();
}

Result<void> writeReminded(Transaction &tx, const Message &message, ActivityId line)
{
    const auto id = visitOf(message);
    const auto visit =
        id ? load(tx.database(), kAppointment, id->value) : Result<Appointment>(Error{Error::Code::NotFound, {}, {}});
    if (!visit)
        return visit.error().code == Error::Code::NotFound ? Result<void>() : visit.error();
    const auto tasks = remindersOf(tx.database(), visit->id);
    if (!tasks)
        return tasks.error();
    for (const TaskId &known : *tasks) {
        const auto task = load(tx.database(), kTask, known.value);
        if (!task)
            return task.error();
        Task done = *task;
        done.doneBy = line;
        if (auto written = task->doneBy.isNull() ? apply(tx, set(kTask, *task, done)) : Result<void>(); !written)
            return written;
    }
    Task fresh = taskOf(*visit);
    fresh.doneBy = line;
    return tasks->empty() ? putTask(tx, fresh) : Result<void>();
}

Result<void> addOwnReminders(Database &database, std::vector<BoardRow> &rows)
{
    for (BoardRow &row : rows) {
        const Appointment &visit = row.appointment;
        const Time due = remindDue(visit.setAt, visit.at);
        if (row.remind.due > 0 || due == 0 || !isAhead(visit.state))
            continue;
        const auto byItself = remindsByItself(database, visit.customer);
        if (!byItself)
            return byItself.error();
        if (*byItself)
            row.remind = {due, Channel::Text, 0, false};
    }
    return {};
}

} // namespace updesk
