// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/replies.h"

#include "core/desk/bookings.h"
#include "core/desk/capturerows.h"
#include "core/desk/channelsettings.h"
#include "core/desk/customerreply.h"
#include "core/desk/documentrows.h"
#include "core/desk/firststep.h"
#include "core/desk/followplan.h"
#include "core/desk/receiverows.h"
#include "core/desk/sentmessages.h"
#include "core/desk/tray.h"
#include "core/desk/unsubscribe.h"
#include "core/intake/codes.h"
#include "core/leads/leadnowstore.h"
#include "core/people/customer.h"

namespace updesk
{

static constexpr qsizetype kMostReferences = 20; // a hostile mail may name thousands
static constexpr size_t kMostMails = 10; // under one Message-ID

// The lead itself, or the one that its customer has open now, or is in a plan.
static Result<LeadId> currentLead(Database &database, LeadId id)
{
    if (id.isNull())
        return id;
    const auto lead = load(database, kLead, id.value);
    if (!lead)
        return lead.error().code == Error::Code::NotFound ? Result<LeadId>(LeadId{}) : lead.error();
    if (lead->closed == Closed::Open)
        return id;
    const auto open = openLeadOf(database, lead->customer);
    return !open || !open->isNull() ? open : followedLeadOf(database, lead->customer);
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

// A mail of ours that is answered.
static Result<LeadId> leadOfOurs(Database &database, const QString &messageId)
{
    const auto ours = messageOfMail(database, messageId);
    if (ours)
        return currentLead(database, ours->lead);
    return ours.error().code == Error::Code::NotFound ? Result<LeadId>(LeadId{}) : ours.error();
}

static Result<LeadId> leadOfThread(Database &database, const QStringList &messageIds)
{
    for (const QString &id : messageIds.first(std::min(messageIds.size(), kMostReferences))) {
        const auto ours = leadOfOurs(database, id);
        if (!ours || !ours->isNull())
            return ours;
        const auto mails = knownMails(database, id);
        if (!mails)
            return mails.error();
        for (size_t i = 0; i < std::min(mails->size(), kMostMails); ++i) {
            const auto lead = leadOfDocument(database, (*mails)[i]);
            const auto now = lead ? currentLead(database, *lead) : lead;
            if (!now || !now->isNull())
                return now;
        }
    }
    return LeadId{};
}

// Two people may share an address: then nobody but a person can say which lead was answered.
static Result<LeadId> leadOfSender(Database &database, const QString &address)
{
    const auto customers = customersOfAddress(database, address);
    if (!customers)
        return customers.error();
    for (const auto leadOf : {openLeadOf, followedLeadOf}) {
        std::vector<LeadId> found;
        for (const CustomerId &customer : *customers) {
            const auto lead = leadOf(database, customer);
            if (!lead)
                return lead;
            if (!lead->isNull())
                found.push_back(*lead);
        }
        if (!found.empty())
            return found.size() == 1 ? found.front() : LeadId{};
    }
    return LeadId{};
}

static Result<LeadId> answeredLead(Database &database, const Parsed &mail)
{
    if (mail.error != code::kReply || mail.senderAddress.isEmpty() || mail.fromDealer)
        return LeadId{};
    const auto answered = leadOfThread(database, mail.inReplyTo);
    return !answered || !answered->isNull() ? answered : leadOfSender(database, mail.senderAddress.toLower());
}

static CustomerReply replyIn(const Parsed &mail, OriginalId original)
{
    const QString words = mail.replyText.trimmed();
    return {Channel::Email, mail.senderAddress.toLower(), words.isEmpty() ? mail.subject : words,
        words.isEmpty() ? QString() : mail.subject, mail.sent, original};
}

// Anybody can write a report. A store that sends its mail from here knows what went out, and believes only what is
// about that; of mail that people sent with a program of their own nothing is known.
static Result<bool> isBelieved(Database &database, const Parsed &mail, OriginalId original)
{
    const auto ways = channelSettings(database);
    if (!ways) // settings that cannot be read keep no mail out
        return ways.error().code == Error::Code::Damaged ? Result<bool>(false) : ways.error();
    if (!(*ways)->mailOut)
        return true;
    const auto bytes = documentBytes(database, original);
    if (!bytes)
        return bytes.error();
    const auto ours = messageOfMail(database, readMailNotice(*bytes).about);
    if (!ours)
        return ours.error().code == Error::Code::NotFound ? Result<bool>(false) : ours.error();
    return ours->to.compare(mail.bouncedAddress, Qt::CaseInsensitive) == 0;
}

static Result<std::vector<Email>> bouncedRows(Database &database, const Parsed &mail, OriginalId original)
{
    std::vector<Email> emails;
    if (mail.error != code::kBounce || !mail.bouncedForGood || mail.bouncedAddress.isEmpty())
        return emails;
    const auto believed = isBelieved(database, mail, original);
    if (!believed || !*believed)
        return believed ? Result<std::vector<Email>>(emails) : believed.error();
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
        const auto plan = followPlan(tx, *lead);
        if (!plan)
            return plan.error();
        if (plan->running)
            continue;
        const auto before = leadNowOf(tx.database(), *lead);
        if (!before)
            return before.error();
        if (auto planned = planAnotherWay(tx, *before); !planned)
            return planned;
    }
    return {};
}

static Result<DeedId> fileBounce(
    Transaction &tx, const std::vector<Email> &bounced, OriginalId original, RowOnlyId row, const Id &import)
{
    const auto deed = tx.start("bounce", import);
    if (!deed)
        return deed;
    if (auto marked = markBad(tx, bounced, original); !marked)
        return marked.error();
    const auto done = settleQuarantine(tx, row, Quarantine::State::SetAside, {});
    return done ? deed : Result<DeedId>(done.error());
}

Result<DeedId> fileMail(
    Transaction &tx, const Parsed &mail, OriginalId original, RowOnlyId row, IntakeResult &result, const Id &import)
{
    const auto left = fileUnsubscribe(tx, mail, original, row, result, import);
    if (!left || !left->isNull())
        return left;
    const auto answered = answeredLead(tx.database(), mail);
    const auto bounced = bouncedRows(tx.database(), mail, original);
    if (!answered || !bounced)
        return !answered ? answered.error() : bounced.error();
    if (!bounced->empty()) {
        result.setAside = true;
        return fileBounce(tx, *bounced, original, row, import);
    }
    if (answered->isNull())
        return DeedId{};
    const auto deed = tx.start("reply", import);
    if (!deed)
        return deed;
    const auto written = writeReply(tx, replyIn(mail, original), *answered);
    if (!written)
        return written.error();
    if (auto done = settleQuarantine(tx, row, Quarantine::State::ReadLater, *answered); !done)
        return done.error();
    result.outcome = IntakeResult::Outcome::Filed;
    result.code.clear();
    result.captured = {written->joined};
    return deed;
}

static Result<void> hearCustomer(Transaction &tx, CustomerId customer, const CustomerReply &said)
{
    const auto newest = newestLeadOf(tx.database(), {customer});
    if (!newest)
        return newest.error();
    if (!newest->isNull()) {
        const auto heard = hearReply(tx, said, *newest);
        return heard ? Result<void>() : heard.error();
    }
    for (const QString &words : {said.body, said.subject}) {
        const auto heard = hearWithoutLead(tx, customer, said.channel, words, said.from);
        if (!heard || *heard == OptOutSaid::Stop)
            return heard ? Result<void>() : heard.error();
    }
    return {};
}

// Of who has no lead there is nothing to hold: a person reads the mail in the tray.
static Result<void> hearRelay(Transaction &tx, CustomerId customer, const CustomerReply &said)
{
    const auto newest = newestLeadOf(tx.database(), {customer});
    if (!newest || newest->isNull())
        return newest ? Result<void>() : newest.error();
    const auto heard = hearRelayed(tx, *newest, said.body, said.from);
    return heard ? Result<void>() : heard.error();
}

// Which of several wrote it does not matter: what is refused is mail to the address.
Result<void> hearSender(Transaction &tx, const Parsed &mail, OriginalId original)
{
    const bool relayed = !mail.personal && !mail.relayAddress.isEmpty();
    const QString from = (relayed ? mail.relayAddress : mail.senderAddress).toLower();
    if (!(mail.personal || relayed) || mail.fromDealer || from.isEmpty())
        return {};
    const auto customers = customersOfAddress(tx.database(), from);
    if (!customers || customers->empty())
        return customers ? Result<void>() : customers.error();
    // Another desk may know other customers: these rows are not to have the ids that are drawn of the document.
    if (const auto deed = tx.start("quarantine"); !deed)
        return deed.error();
    CustomerReply said = replyIn(mail, original);
    said.from = from;
    for (const CustomerId &customer : *customers) {
        const auto heard = relayed ? hearRelay(tx, customer, said) : hearCustomer(tx, customer, said);
        if (!heard)
            return heard;
    }
    return {};
}

} // namespace updesk
