// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/plansender.h"

#include "core/desk/channelsettings.h"
#include "core/desk/followplan.h"
#include "core/leads/rulebook.h"
#include "core/leads/lead.h"
#include "core/store/apply.h"

namespace updesk
{

// A sample's people are made up, and nobody writes to them. Settings that cannot be read leave all to people.
static PlanSender senderOf(Database &database)
{
    if (const auto &said = database.kept<PlanSender>())
        return *said;
    const auto ways = channelSettings(database);
    const auto book = rulebook(database);
    if (!ways || !book || (*book)->dealership.sample)
        return {};
    return {(*ways)->mailOut.has_value(), (*ways)->text.has_value()};
}

void setPlanSender(Database &database, const PlanSender &sender)
{
    database.kept<PlanSender>() = std::make_shared<PlanSender>(sender);
}

Carrier carrierOf(Database &database, Channel channel, SentBy by)
{
    const PlanSender sender = senderOf(database);
    const bool sends = (channel == Channel::Email && sender.mail) || (channel == Channel::Text && sender.text);
    return by == SentBy::Automatic && sends ? Carrier::Program : Carrier::Person;
}

Result<void> writeStepSent(Transaction &tx, StepRunId id, Activity &sent)
{
    const auto run = load(tx.database(), kStepRun, id.value);
    const auto lead = run ? load(tx.database(), kLead, run->lead.value) : Result<Lead>(run.error());
    if (!lead)
        return lead.error();
    const bool byProgram = SentBy(run->sentBy) == SentBy::Automatic && run->task.isNull();
    if (RunState(run->state) != RunState::Open || !byProgram)
        return Error{Error::Code::Invalid, QStringLiteral("state"), {}};
    if (sent.id.isNull())
        sent.id = {tx.freshId()};
    sent.lead = lead->id;
    sent.customer = lead->customer;
    sent.kind = Channel(run->channel) == Channel::Text ? Activity::Kind::Text : Activity::Kind::Email;
    sent.direction = Activity::Direction::Out;
    sent.at = sent.at > 0 ? sent.at : tx.now();
    sent.evidence = Evidence::Automatic;
    if (auto done = apply(tx, put(kActivity, sent)); !done)
        return done;
    if (auto done = settleRun(tx, *run, sent); !done)
        return done;
    const auto followed = followPlan(tx, lead->id);
    return followed ? Result<void>() : followed.error();
}

} // namespace updesk
