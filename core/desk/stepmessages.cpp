// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/stepmessages.h"

#include "core/desk/followplan.h"
#include "core/desk/messagegate.h"
#include "core/desk/messagequeuerows.h"
#include "core/desk/messages.h"
#include "core/desk/messagewords.h"
#include "core/sequences/claims.h"
#include "core/sequences/occasions.h"
#include "core/sequences/planstore.h"
#include "core/store/apply.h"

namespace updesk
{

namespace
{

constexpr int kMostAtOnce = 50; // a desk that slept a night does not stand still on waking
const QString kTemplate = QStringLiteral("template"), kNotSent = QStringLiteral("not_sent");

/// One step on its way to a message.
struct StepMessage {
    Transaction &tx;
    StepRun run;
    Message message{};
    QString language{}; ///< of its words
    QString toPerson{}; ///< the rule or code that leaves it to a person
};

bool isPrograms(const StepRun &run)
{
    return RunState(run.state) == RunState::Open && SentBy(run.sentBy) == SentBy::Automatic && run.task.isNull();
}

Result<void> fillIn(StepMessage &step)
{
    Message &m = step.message;
    const StepRun &run = step.run;
    const auto purpose = purposeOfTemplate(step.tx.database(), run.text);
    if (!purpose)
        return purpose.error();
    m.lead = run.lead;
    m.purpose = QString::fromLatin1(run.id.value.hex());
    m.channel = run.channel;
    m.run = run.id;
    m.text = run.text;
    m.asked = step.tx.now();
    m.meant = int(*purpose);
    const auto filled = fillFor(step.tx.database(), run.lead, run.text, Channel(run.channel), step.tx.now());
    if (!filled && filled.error().code != Error::Code::NotFound)
        return filled.error();
    if (!filled || !filled->message.isReady()) {
        step.toPerson = kTemplate;
        return {};
    }
    m.textVersion = filled->version;
    step.language = filled->language;
    m.subject = filled->message.subject;
    m.body = filled->message.body;
    m.rich = filled->message.rich;
    m.footer = filled->message.footer;
    m.claims = claimsText({filled->message.claims, filled->language, true});
    return {};
}

Result<void> addressIt(StepMessage &step)
{
    GateAsk ask;
    ask.channel = Channel(step.message.channel);
    ask.sentBy = SentBy::Automatic;
    ask.purpose = Purpose(step.message.meant);
    const auto facts = gateFactsOf(step.tx.database(), {}, step.message.lead, ask);
    if (!facts)
        return facts.error();
    step.message.to = facts->address;
    if (facts->address.isEmpty())
        step.toPerson = ask.channel == Channel::Email ? QStringLiteral("no_email") : QStringLiteral("no_phone");
    return {};
}

// A refusal stops the plan itself; what else the law has against it, a person looks at.
Result<void> askGateAbout(StepMessage &step)
{
    auto &database = step.tx.database();
    auto facts = factsOf(database, step.message);
    auto said = facts ? verdictOf(database, *facts) : Result<GateVerdict>(facts.error());
    if (!said)
        return said.error();
    const GateReason *advertises = said->find("EM-5");
    if (advertises && advertises->code == QLatin1String("not_said")) {
        if (auto done = sayAdvertisement(database, step.message, step.tx.now()); !done)
            return done;
        facts = factsOf(database, step.message);
        if (!facts)
            return facts.error();
    }
    const auto passed = passMessage(step.tx, step.message, *facts);
    if (!passed)
        return passed.error();
    if (passed->says == GateVerdict::Says::Block) {
        step.toPerson = whyNot(*passed);
        return {};
    }
    const Time from = passed->allows() ? step.tx.now() : passed->moveTo;
    const bool text = Channel(step.message.channel) == Channel::Text;
    step.message.notBefore = from;
    step.message.sendBefore = from + (text ? kTextKeeps : kMailKeeps);
    return {};
}

Result<void> leaveOut(Transaction &tx, const StepRun &run, const QString &rule)
{
    StepRun left = run;
    left.state = int(RunState::Skipped);
    left.settled = tx.now();
    left.rule = rule;
    if (auto done = apply(tx, set(kStepRun, run, left)); !done)
        return done;
    const auto followed = followPlan(tx, run.lead);
    return followed ? Result<void>() : followed.error();
}

Result<void> giveUp(Transaction &tx, const StepRun &run, const QString &why)
{
    return why == QLatin1String("refused") ? leaveOut(tx, run, why) : giveToPerson(tx, run, why);
}

// The id of the message is that of its step, so that of two programs that both queue it one row comes.
Result<void> queueStep(Transaction &tx, const StepRun &run)
{
    StepMessage step{tx, run};
    step.message.id = {fixedId("message of step " + run.id.value.hex(), 0)};
    const auto there = hasRow(tx.database(), kMessage, step.message.id.value);
    if (!there || *there)
        return there ? Result<void>() : there.error();
    for (const auto make : {fillIn, addressIt, askGateAbout}) {
        if (auto done = make(step); !done)
            return done;
        if (!step.toPerson.isEmpty())
            return giveUp(tx, run, step.toPerson);
    }
    StepRun said = run;
    said.textVersion = step.message.textVersion;
    said.textLanguage = step.language;
    if (auto done = apply(tx, set(kStepRun, run, said)); !done)
        return done;
    return apply(tx, put(kMessage, step.message));
}

Result<void> settleEnded(Transaction &tx, const StepRun &run, const EndedStep &ended)
{
    if (ended.state != QLatin1String("cancelled"))
        return giveToPerson(tx, run, kNotSent);
    if (ended.why == QLatin1String("person"))
        return leaveOut(tx, run, QStringLiteral("dropped"));
    const QString why = ended.why.section(u':', 0, 0); // without what it said
    return giveUp(tx, run, why.isEmpty() ? kNotSent : why);
}

/// One step in a transaction of its own; the rows are read inside, for another window may have been quicker.
template <class F>
Result<LeadId> inOwn(Session &session, qint64 epoch, const StepRunId &id, F &&act)
{
    auto tx = Transaction::begin(session.database(), {PersonId{}, session.by().store, epoch});
    if (!tx)
        return tx.error();
    const auto run = load(tx->database(), kStepRun, id.value);
    if (!run)
        return run.error().code == Error::Code::NotFound ? Result<LeadId>(LeadId()) : run.error();
    if (!isPrograms(*run))
        return LeadId();
    if (auto started = tx->start("ladder"); !started)
        return started.error();
    if (auto done = act(*tx, *run); !done) {
        const bool gone = done.error().code == Error::Code::NotFound || done.error().code == Error::Code::Conflict;
        return gone ? Result<LeadId>(LeadId()) : done.error();
    }
    const bool any = tx->written();
    if (auto done = tx->commit(); !done)
        return done.error();
    return any ? run->lead : LeadId();
}

} // namespace

Result<bool> acknowledges(Database &database, const StepRun &run)
{
    const auto enrolment = load(database, kEnrolment, run.enrolment.value);
    const auto shelf = planShelf(database);
    if (!enrolment || !shelf)
        return !enrolment ? enrolment.error() : shelf.error();
    const PlanShelf::Version *version = (*shelf)->version(enrolment->version);
    return version && run.step >= 0 && size_t(run.step) < version->plan.steps.size()
        && version->plan.steps[size_t(run.step)].acknowledges;
}

Result<std::vector<LeadId>> queueDueSteps(Session &session, qint64 epoch)
{
    const auto due = runsWithoutMessage(session.database(), session.now(), kMostAtOnce);
    if (!due)
        return due.error();
    std::vector<LeadId> moved;
    for (const StepRunId &id : *due) {
        const auto lead = inOwn(session, epoch, id, queueStep);
        if (!lead)
            return lead.error();
        if (!lead->isNull())
            moved.push_back(*lead);
    }
    return moved;
}

Result<std::vector<LeadId>> settleEndedSteps(Session &session, qint64 epoch)
{
    const auto ended = endedSteps(session.database(), kMostAtOnce);
    if (!ended)
        return ended.error();
    std::vector<LeadId> moved;
    for (const EndedStep &one : *ended) {
        const auto lead = inOwn(
            session, epoch, one.run, [&one](Transaction &tx, const StepRun &run) { return settleEnded(tx, run, one); });
        if (!lead)
            return lead.error();
        if (!lead->isNull())
            moved.push_back(*lead);
    }
    return moved;
}

} // namespace updesk
