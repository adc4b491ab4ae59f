// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/optoutreceipt.h"

#include "core/desk/channelsettings.h"
#include "core/desk/messagegate.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/sequences/gatelog.h"
#include "core/sequences/legalstore.h"
#include "core/sequences/message.h"
#include "core/sequences/templatefill.h"
#include "core/sequences/templaterows.h"
#include "core/sequences/templatestore.h"

namespace updesk
{

// The words in the customer's language; an unready one says nothing rather than something with a hole.
static Result<Message> worded(Database &database, const Lead &lead, Time now)
{
    Message message;
    const auto customer = CustomerStore(database).find(lead.customer);
    const auto language = storeLanguage(database);
    const auto facts = templateFacts(database, lead.id, now);
    if (!customer || !language || !facts)
        return !customer ? customer.error() : !language ? language.error() : facts.error();
    const auto row =
        templateFor(database, QString::fromLatin1(kReceiptText), languagesOf(customer->language, *language));
    if (!row)
        return row.error().code == Error::Code::NotFound ? Result<Message>(message) : row.error();
    const FilledMessage filled = fill(*row, templateValues(*facts, row->language));
    if (!filled.isReady())
        return message;
    message.body = filled.body;
    message.text = row->key;
    message.textVersion = row->version;
    return message;
}

// What the gate says is kept here: this row is the one that counts as the receipt when the text leaves.
static Result<bool> passes(Transaction &tx, const Message &message, const Id &row)
{
    const auto facts = factsOf(tx.database(), message);
    if (!facts && facts.error().code == Error::Code::Denied)
        return false; // the number is nobody's any more
    const auto verdict = facts ? passMessage(tx, message, *facts, row) : Result<GateVerdict>(facts.error());
    return verdict ? Result<bool>(verdict->allows()) : verdict.error();
}

static QByteArray nameOf(OriginalId original) { return "receipt of text " + original.value.hex(); }
static MessageId messageOf(OriginalId original) { return {fixedId(nameOf(original), 0)}; }
static Id gateRowOf(OriginalId original) { return fixedId(nameOf(original), 1); }

// Also of one that was taken back: nobody gets a second one.
static Result<bool> isDecided(Database &database, OriginalId original)
{
    const auto queued = hasRow(database, kMessage, messageOf(original).value);
    return !queued || *queued ? queued : hasRow(database, kGateLog, gateRowOf(original));
}

// A text that was fetched late came when it came.
static Time latest(const InboundText &text, int minutes, Time now)
{
    return (text.at > 0 ? std::min(text.at, now) : now) + minutes * kMinute;
}

Result<bool> queueReceipt(Transaction &tx, LeadId id, const InboundText &text, OriginalId original)
{
    Database &database = tx.database();
    const auto ways = channelSettings(database);
    if (!ways && ways.error().code == Error::Code::Damaged)
        return false; // a stop counts all the same
    const auto rules = legalRules(database);
    const auto lead = load(database, kLead, id.value);
    const auto decided = isDecided(database, original);
    if (!ways || !rules || !lead || !decided)
        return !ways ? ways.error() : !rules ? rules.error() : !lead ? lead.error() : decided.error();
    const Time until = latest(text, (*rules)->receiptMinutes, tx.now());
    if (*decided || until < tx.now())
        return false;
    auto message = (*ways)->text ? worded(database, *lead, tx.now()) : Result<Message>(Message());
    if (!message || message->body.isEmpty())
        return message ? Result<bool>(false) : message.error();
    message->id = messageOf(original);
    message->lead = id;
    message->purpose = QString::fromLatin1(message->id.value.hex());
    message->channel = int(Channel::Text);
    message->to = text.from;
    message->asked = tx.now();
    message->sendBefore = until;
    message->meant = int(Purpose::OptOutReceipt);
    const auto passed = passes(tx, *message, gateRowOf(original));
    if (!passed || !*passed)
        return passed;
    const auto put = apply(tx, updesk::put(kMessage, *message));
    return put ? Result<bool>(true) : put.error();
}

} // namespace updesk
