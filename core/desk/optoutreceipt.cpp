// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/optoutreceipt.h"

#include "core/desk/channelsettings.h"
#include "core/desk/messagegate.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"
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
static Result<bool> passes(Transaction &tx, const Message &message)
{
    const auto facts = factsOf(tx.database(), message);
    if (!facts && facts.error().code == Error::Code::Denied)
        return false; // the number is nobody's any more
    const auto verdict = facts ? passMessage(tx, message, *facts) : Result<GateVerdict>(facts.error());
    return verdict ? Result<bool>(verdict->allows()) : verdict.error();
}

Result<bool> queueReceipt(Transaction &tx, LeadId id, const QString &number)
{
    Database &database = tx.database();
    const auto ways = channelSettings(database);
    if (!ways && ways.error().code == Error::Code::Damaged)
        return false; // a stop counts all the same
    const auto rules = legalRules(database);
    const auto lead = load(database, kLead, id.value);
    if (!ways || !rules || !lead)
        return !ways ? ways.error() : !rules ? rules.error() : lead.error();
    auto message = (*ways)->text ? worded(database, *lead, tx.now()) : Result<Message>(Message());
    if (!message || message->body.isEmpty())
        return message ? Result<bool>(false) : message.error();
    message->id = {tx.freshId()};
    message->lead = id;
    message->purpose = QString::fromLatin1(message->id.value.hex());
    message->channel = int(Channel::Text);
    message->to = number;
    message->asked = tx.now();
    message->sendBefore = tx.now() + (*rules)->receiptMinutes * kMinute;
    message->meant = int(Purpose::OptOutReceipt);
    const auto passed = passes(tx, *message);
    if (!passed || !*passed)
        return passed;
    const auto put = apply(tx, updesk::put(kMessage, *message));
    return put ? Result<bool>(true) : put.error();
}

} // namespace updesk
