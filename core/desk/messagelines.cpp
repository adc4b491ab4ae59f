// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/messagelines.h"

#include "core/channels/sender.h"
#include "core/desk/calls.h"
#include "core/desk/followplan.h"
#include "core/desk/messagequeuerows.h"
#include "core/desk/plansender.h"
#include "core/desk/reminders.h"
#include "core/desk/stepmessages.h"
#include "core/leads/lead.h"
#include "core/store/apply.h"

namespace updesk
{

static Activity lineFor(const Message &message, const Lead &lead, Time now)
{
    Activity row;
    row.id = lineOf(message.id);
    row.lead = lead.id;
    row.customer = lead.customer;
    row.kind = Channel(message.channel) == Channel::Text ? Activity::Kind::Text : Activity::Kind::Email;
    row.direction = Activity::Direction::Out;
    row.person = message.by;
    row.at = message.began > 0 ? message.began : now;
    row.evidence = message.by.isNull() ? Evidence::Automatic : Evidence::Confirmed;
    row.body = message.subject.isEmpty() ? message.body : message.subject + QStringLiteral("\n\n") + message.body;
    return row;
}

static bool isOpenForProgram(const StepRun &run)
{
    return RunState(run.state) == RunState::Open && SentBy(run.sentBy) == SentBy::Automatic && run.task.isNull();
}

// A step that a person has meanwhile, or that was stopped while its message was on the way, is left as it is.
static Result<void> writeOfProgram(Transaction &tx, const Message &message, Activity &row)
{
    if (message.run.isNull()) {
        auto done = apply(tx, put(kActivity, row));
        return done && isReminder(message) ? writeReminded(tx, message, row.id) : done;
    }
    const auto run = load(tx.database(), kStepRun, message.run.value);
    if (!run)
        return run.error().code == Error::Code::NotFound ? apply(tx, put(kActivity, row)) : run.error();
    const auto acks = acknowledges(tx.database(), *run);
    if (!acks && acks.error().code != Error::Code::NotFound)
        return acks.error();
    if (acks && *acks)
        row.code = Activity::Code::Acknowledged;
    if (isOpenForProgram(*run))
        return writeStepSent(tx, run->id, row);
    if (auto done = apply(tx, put(kActivity, row)); !done)
        return done;
    const auto followed = followPlan(tx, message.lead);
    return followed ? Result<void>() : followed.error();
}

// A server does that itself when the message ends.
static Result<void> nameLine(Transaction &tx, const MessageId &message)
{
    static const int column = kMessage.find("line_id");
    return takeRow(tx, {&kMessage, message.value, tx.by().store, 0, {{column, Value{lineOf(message).value}, {}}}});
}

Result<LeadId> writeLine(Session &session, const Message &message, qint64 epoch)
{
    auto tx = Transaction::begin(session.database(), {PersonId{}, session.by().store, epoch});
    if (!tx)
        return tx.error();
    const auto there = hasRow(tx->database(), kActivity, lineOf(message.id).value);
    const auto lead = load(tx->database(), kLead, message.lead.value);
    if (!there || (!lead && lead.error().code != Error::Code::NotFound))
        return !there ? there.error() : lead.error();
    if (*there || !lead)
        return LeadId();
    if (auto started = tx->start("sent"); !started)
        return started.error();
    Activity row = lineFor(message, *lead, tx->now());
    if (auto done = message.by.isNull() ? writeOfProgram(*tx, message, row) : writeSent(*tx, row); !done)
        return done.error();
    if (auto named = epoch == kAlone ? nameLine(*tx, message.id) : Result<void>(); !named)
        return named.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    step("message line written");
    return lead->id;
}

Result<std::vector<LeadId>> writeMissingLines(Session &session, qint64 epoch)
{
    constexpr int kMostAtOnce = 50;
    const auto sent = sentWithoutLine(session.database(), session.now() - 30 * kDay, kMostAtOnce);
    if (!sent)
        return sent.error();
    std::vector<LeadId> moved;
    for (const MessageId &id : *sent) {
        const auto message = load(session.database(), kMessage, id.value);
        const auto lead = message ? writeLine(session, *message, epoch) : Result<LeadId>(message.error());
        if (!lead)
            return lead.error();
        if (!lead->isNull())
            moved.push_back(*lead);
    }
    return moved;
}

} // namespace updesk
