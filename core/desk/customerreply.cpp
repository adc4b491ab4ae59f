// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/customerreply.h"

#include "core/desk/bookings.h"
#include "core/desk/capturerows.h"
#include "core/desk/confirmations.h"
#include "core/desk/firststep.h"
#include "core/desk/followplan.h"
#include "core/desk/notices.h"
#include "core/desk/textdocument.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/tone.h"

namespace updesk
{

static constexpr qsizetype kLongestReply = 65'536;

Result<OptOutSaid> hearReply(Transaction &tx, const CustomerReply &reply, LeadId lead)
{
    const QString words = reply.channel == Channel::Text ? typedWords(reply.body) : reply.body;
    const auto said = hearWords(tx, lead, reply.channel, words, reply.from);
    if (!said || *said == OptOutSaid::Stop)
        return said;
    const auto no = refusesIn(tx.database(), reply.subject);
    if (!no)
        return no.error();
    return *no ? hearWords(tx, lead, reply.channel, reply.subject, reply.from) : said;
}

static Activity rowOf(Transaction &tx, const CustomerReply &reply, const Lead &lead, ActivityId id)
{
    Activity row;
    row.id = id.isNull() ? ActivityId{tx.freshId()} : id;
    row.lead = lead.id;
    row.customer = lead.customer;
    row.kind = reply.channel == Channel::Text ? Activity::Kind::Text : Activity::Kind::Email;
    row.direction = Activity::Direction::In;
    row.at = tx.now();
    row.original = reply.original;
    row.body = reply.body.left(kLongestReply);
    row.sentAt = reply.sentAt;
    row.providerText = toneCodes(readTone(reply.body) | readTone(reply.subject));
    return row;
}

static Result<void> tellOwner(Transaction &tx, const Lead &lead)
{
    if (lead.owner.isNull() || lead.owner == tx.by().who)
        return {};
    return tell(tx, {0, lead.owner, Notice::Kind::Replied, tx.now(), lead.id, {}, 1, false});
}

// A closed lead waits for nobody; that of a buyer is seen by what is to be done on it.
static Result<void> planAnswer(Transaction &tx, const Lead &lead)
{
    if (lead.closed != Closed::Sold)
        return {};
    const auto now = leadNowOf(tx.database(), lead.id);
    auto step = firstStep(tx.database(), lead);
    if (!now || !step)
        return !now ? now.error() : step.error();
    if (!now->nextTask.isNull() && now->nextDue <= tx.now())
        return {};
    step->id = {tx.freshId()};
    step->lead = lead.id;
    step->due = tx.now();
    return apply(tx, put(kTask, *step));
}

// Words that only say that they come are no question: the visit is confirmed, and nobody has to answer them.
static Result<void> fileReply(Transaction &tx, const CustomerReply &reply, OptOutSaid said, Activity &row)
{
    const auto visit = said == OptOutSaid::Nothing ? visitConfirmedIn(tx.database(), reply, row.lead, tx.now())
                                                   : Result<std::optional<Appointment>>(std::nullopt);
    if (!visit)
        return visit.error();
    if (*visit)
        row.code = Activity::Code::VisitConfirmed;
    if (auto done = apply(tx, put(kActivity, row)); !done || !*visit)
        return done;
    return writeConfirmed(tx, **visit, Channel::Text, row.id);
}

Result<WrittenReply> writeReply(Transaction &tx, const CustomerReply &reply, LeadId id)
{
    const auto lead = load(tx.database(), kLead, id.value);
    const auto filed = newestArrival(tx.database(), reply.original, 0);
    const auto before = leadNowOf(tx.database(), id);
    const auto rules = rulebook(tx.database());
    if (!lead || !filed || !before || !rules)
        return !lead ? lead.error() : !filed ? filed.error() : !before ? before.error() : rules.error();
    const auto said = hearReply(tx, reply, id);
    if (!said)
        return said.error();
    Activity row = rowOf(tx, reply, *lead, filed->next);
    if (*said == OptOutSaid::Stop)
        row.code = Activity::Code::DoNotContact; // that is no sign of interest
    if (auto done = fileReply(tx, reply, *said, row); !done)
        return done.error();
    if (auto done = followPlan(tx, lead->id); !done)
        return done.error();
    if (auto derived = tx.derive(); !derived)
        return derived.error();
    if (*said != OptOutSaid::Stop && row.code != Activity::Code::VisitConfirmed) {
        if (auto planned = planAnswer(tx, *lead); !planned)
            return planned.error();
    }
    if (auto moved = writeScoreMove(tx, *before, **rules, "reply"); !moved)
        return moved.error();
    if (auto told = tellOwner(tx, *lead); !told)
        return told.error();
    WrittenReply out;
    out.said = *said;
    out.line = row.id;
    out.joined.how = Captured::How::JoinedLead;
    out.joined.lead = lead->id;
    out.joined.customer = lead->customer;
    out.joined.owner = lead->owner;
    out.joined.deed = tx.deed();
    return out;
}

} // namespace updesk
