// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/replies.h"

#include "core/desk/bookings.h"
#include "core/desk/capturerows.h"
#include "core/desk/documentrows.h"
#include "core/desk/firststep.h"
#include "core/desk/notices.h"
#include "core/desk/refusals.h"
#include "core/desk/tray.h"
#include "core/intake/codes.h"
#include "core/intake/refusals.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/leads/leadnowstore.h"
#include "core/people/customer.h"

namespace updesk
{

static constexpr qsizetype kLongestReply = 65'536;
static constexpr qsizetype kMostReferences = 20; // a hostile mail may name thousands
static constexpr size_t kMostMails = 10; // under one Message-ID

// The lead itself, or the one that its customer has open now.
static Result<LeadId> openLead(Database &database, LeadId id)
{
    if (id.isNull())
        return id;
    const auto lead = load(database, kLead, id.value);
    if (!lead)
        return lead.error().code == Error::Code::NotFound ? Result<LeadId>(LeadId{}) : lead.error();
    return lead->closed == Closed::Open ? Result<LeadId>(id) : openLeadOf(database, lead->customer);
}

// Null also for a document that brought several leads: any of them may be meant.
static Result<LeadId> leadOfDocument(Database &database, OriginalId original)
{
    const auto first = newestArrival(database, original, 0);
    const auto second = newestArrival(database, original, 1);
    const auto keyed = leadKeyedFrom(database, original);
    if (!first || !second || !keyed)
        return !first ? first.error() : !second ? second.error() : keyed.error();
    if (!second->lead.isNull())
        return LeadId{};
    return first->lead.isNull() ? keyed : first->lead;
}

static Result<LeadId> leadOfThread(Database &database, const QStringList &messageIds)
{
    for (const QString &id : messageIds.first(std::min(messageIds.size(), kMostReferences))) {
        const auto mails = knownMails(database, id);
        if (!mails)
            return mails.error();
        for (size_t i = 0; i < std::min(mails->size(), kMostMails); ++i) {
            const auto lead = leadOfDocument(database, (*mails)[i]);
            const auto open = lead ? openLead(database, *lead) : lead;
            if (!open || !open->isNull())
                return open;
        }
    }
    return LeadId{};
}

// Two people may share an address: then nobody but a person can say which lead was answered.
static Result<LeadId> leadOfSender(Database &database, const QString &address)
{
    const auto rows = emailRowsOf(database, address);
    if (!rows)
        return rows.error();
    LeadId found;
    for (const RowOnlyId &row : *rows) {
        const auto email = load(database, kEmail, row.value);
        if (!email)
            return email.error();
        const auto open = openLeadOf(database, email->customer);
        if (!open)
            return open.error();
        if (open->isNull() || *open == found)
            continue;
        if (!found.isNull())
            return LeadId{};
        found = *open;
    }
    return found;
}

static Result<LeadId> answeredLead(Database &database, const Parsed &mail)
{
    if (mail.error != code::kReply || mail.senderAddress.isEmpty() || mail.fromDealer)
        return LeadId{};
    const auto answered = leadOfThread(database, mail.inReplyTo);
    return !answered || !answered->isNull() ? answered : leadOfSender(database, mail.senderAddress.toLower());
}

// "Stop calling me" in a reply counts as it does in an inquiry.
static LeadDraft refusalsIn(const Parsed &mail, const QString &body)
{
    LeadDraft said;
    said.emails.push_back({mail.senderAddress, mail.senderAddress.toLower()});
    readRefusals(said, body);
    readRefusals(said, mail.subject);
    return said;
}

static Result<void> obeyReply(Transaction &tx, const Lead &lead, const LeadDraft &said)
{
    if (said.refusals.empty())
        return {};
    if (auto done = writeRefusals(tx, lead.customer, said, Consent::How::Words); !done)
        return done;
    const auto decide = obeyRefusals(tx, lead.customer);
    if (!decide)
        return decide.error();
    if (!*decide)
        return {};
    return tellManagers(tx, {0, {}, Notice::Kind::ToDecide, tx.now(), lead.id, {}, 1, false}, tx.by().who);
}

static Result<Captured> writeReply(Transaction &tx, const Parsed &mail, LeadId id, OriginalId original)
{
    const auto lead = load(tx.database(), kLead, id.value);
    const auto filed = newestArrival(tx.database(), original, 0);
    const auto before = leadNowOf(tx.database(), id);
    const auto rules = rulebook(tx.database());
    if (!lead || !filed || !before || !rules)
        return !lead ? lead.error() : !filed ? filed.error() : !before ? before.error() : rules.error();
    Activity row;
    row.id = filed->next.isNull() ? ActivityId{tx.freshId()} : filed->next;
    row.lead = lead->id;
    row.customer = lead->customer;
    row.kind = Activity::Kind::Email;
    row.direction = Activity::Direction::In;
    row.at = tx.now();
    row.original = original;
    row.body = (mail.replyText.trimmed().isEmpty() ? mail.subject : mail.replyText.trimmed()).left(kLongestReply);
    row.sentAt = mail.sent;
    const LeadDraft said = refusalsIn(mail, row.body);
    if (!said.refusals.empty())
        row.code = Activity::Code::DoNotContact; // such a mail is no sign of interest
    if (auto done = apply(tx, put(kActivity, row)); !done)
        return done.error();
    if (auto done = obeyReply(tx, *lead, said); !done)
        return done.error();
    if (auto derived = tx.derive(); !derived)
        return derived.error();
    if (auto moved = writeScoreMove(tx, *before, **rules, "reply"); !moved)
        return moved.error();
    if (!lead->owner.isNull() && lead->owner != tx.by().who) {
        const Notice news{0, lead->owner, Notice::Kind::Replied, tx.now(), lead->id, {}, 1, false};
        if (auto told = tell(tx, news); !told)
            return told.error();
    }
    Captured joined;
    joined.how = Captured::How::JoinedLead;
    joined.lead = lead->id;
    joined.customer = lead->customer;
    joined.owner = lead->owner;
    joined.deed = tx.deed();
    return joined;
}

static Result<std::vector<Email>> bouncedRows(Database &database, const Parsed &mail)
{
    std::vector<Email> emails;
    if (mail.error != code::kBounce || !mail.bouncedForGood || mail.bouncedAddress.isEmpty())
        return emails;
    const auto rows = emailRowsOf(database, mail.bouncedAddress.toLower());
    if (!rows)
        return rows.error();
    for (const RowOnlyId &id : *rows) {
        auto email = load(database, kEmail, id.value);
        if (!email)
            return email.error();
        emails.push_back(std::move(*email));
    }
    return emails;
}

// An e-mail that was to be sent is a call now, or another way is looked for at once.
static Result<void> planAnotherWay(Transaction &tx, const LeadNow &before)
{
    if (before.nextTask.isNull() || before.nextKind != Task::Kind::Email || before.confirmDue > 0)
        return {};
    auto step = firstStep(tx.database(), before.id);
    if (!step || step->kind == Task::Kind::Email)
        return step ? Result<void>{} : step.error();
    if (auto dropped = dropTasks(tx, before.id, Dropped::Replaced); !dropped)
        return dropped;
    const bool attempt = step->kind == Task::Kind::Call || step->kind == Task::Kind::Text;
    step->id = {tx.freshId()};
    step->lead = before.id;
    step->due = attempt ? before.nextDue : tx.now();
    step->attempt = attempt ? before.attempt : 0;
    step->attempts = attempt ? before.attemptsOf : 0;
    return apply(tx, put(kTask, *step));
}

static Result<void> markBad(Transaction &tx, const std::vector<Email> &rows, OriginalId report)
{
    for (const Email &email : rows) {
        if (email.bad)
            continue;
        Email bad = email;
        bad.bad = true;
        const auto lead = openLeadOf(tx.database(), email.customer);
        if (!lead)
            return lead.error();
        Activity row;
        row.id = {tx.freshId()};
        row.lead = *lead;
        row.customer = email.customer;
        row.kind = Activity::Kind::System;
        row.at = tx.now();
        row.code = Activity::Code::AddressBad;
        row.original = report;
        row.body = email.address;
        if (auto done = apply(tx, set(kEmail, email, bad)); !done)
            return done;
        if (auto done = apply(tx, put(kActivity, row)); !done)
            return done;
        if (lead->isNull())
            continue;
        const auto before = leadNowOf(tx.database(), *lead);
        if (!before)
            return before.error();
        if (auto planned = planAnotherWay(tx, *before); !planned)
            return planned;
    }
    return {};
}

Result<DeedId> fileMail(
    Transaction &tx, const Parsed &mail, OriginalId original, RowOnlyId row, IntakeResult &result, const Id &import)
{
    const auto answered = answeredLead(tx.database(), mail);
    const auto bounced = bouncedRows(tx.database(), mail);
    if (!answered || !bounced)
        return !answered ? answered.error() : bounced.error();
    if (answered->isNull() && bounced->empty())
        return DeedId{};
    const auto deed = tx.start(bounced->empty() ? "reply" : "bounce", import);
    if (!deed)
        return deed;
    if (!bounced->empty()) {
        if (auto marked = markBad(tx, *bounced, original); !marked)
            return marked.error();
        if (auto done = settleQuarantine(tx, row, Quarantine::State::SetAside, {}); !done)
            return done.error();
        result.setAside = true;
        return deed;
    }
    auto joined = writeReply(tx, mail, *answered, original);
    if (!joined)
        return joined.error();
    if (auto done = settleQuarantine(tx, row, Quarantine::State::ReadLater, *answered); !done)
        return done.error();
    result.outcome = IntakeResult::Outcome::Filed;
    result.code.clear();
    result.captured = {*joined};
    return deed;
}

} // namespace updesk
