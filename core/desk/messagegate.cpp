// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/messagegate.h"

#include "core/desk/channelsettings.h"
#include "core/desk/contactrows.h"
#include "core/desk/dnc.h"
#include "core/desk/gaterows.h"
#include "core/desk/gatesettings.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/sequences/legalstore.h"
#include "core/store/apply.h"

#include <algorithm>

namespace updesk
{

namespace
{

bool isMail(const Message &message) { return Channel(message.channel) == Channel::Email; }

GateAsk askOf(const Message &message, Time at)
{
    GateAsk ask;
    ask.channel = Channel(message.channel);
    ask.sentBy = message.by.isNull() ? SentBy::Automatic : SentBy::Person;
    ask.at = at;
    ask.reason = message.reason;
    ask.self = message.id;
    const auto meant = Purpose(message.meant);
    const bool answers = ask.sentBy == SentBy::Person && meant != Purpose::Transactional
        && meant != Purpose::OptOutReceipt; // an answer or marketing, as the dates say
    if (!answers)
        ask.purpose = meant;
    return ask;
}

Error nowhere(const Message &message)
{
    return {Error::Code::Denied, isMail(message) ? QStringLiteral("no_email") : QStringLiteral("no_phone"), {}};
}

Result<void> useEmail(Database &database, CustomerId customer, const Message &message, GateFacts &facts)
{
    const auto emails = CustomerStore(database).emails(customer);
    if (!emails)
        return emails.error();
    const auto email =
        std::ranges::find_if(*emails, [&message](const Email &row) { return !row.bad && row.address == message.to; });
    if (email == emails->end())
        return nowhere(message);
    if (facts.address == message.to)
        return {};
    const auto said = saidOfEmail(database, customer, email->matching);
    if (!said)
        return said.error();
    facts.address = message.to;
    facts.refused = facts.refused || !said->email;
    return {};
}

Result<void> usePhone(Database &database, CustomerId customer, const Message &message, GateFacts &facts)
{
    const auto phones = CustomerStore(database).phones(customer);
    if (!phones)
        return phones.error();
    const auto phone =
        std::ranges::find_if(*phones, [&message](const Phone &row) { return !row.bad && row.e164 == message.to; });
    if (phone == phones->end())
        return nowhere(message);
    if (facts.address == message.to)
        return {};
    const auto contacts = contactsWith(database, message.to, facts.now - 2 * kDay, message.id);
    const auto said = saidOfPhone(database, customer, message.to);
    const auto listed = isOnDeskList(database, message.to);
    if (!contacts || !said || !listed)
        return !contacts ? contacts.error() : !said ? said.error() : listed.error();
    facts.address = facts.phone = message.to;
    facts.listed = facts.listed || phone->dncOn || *listed;
    facts.refused = facts.refused || !said->text;
    facts.refusedCallsOrTexts = facts.refusedCallsOrTexts || !said->call || !said->text;
    facts.contacts = *contacts; // those of the first number that were of this customer among them
    return {};
}

// The facts are of the address that would be used first; a message may go to another one of the customer's.
Result<void> useAddress(Database &database, const Message &message, GateFacts &facts)
{
    const auto lead = load(database, kLead, message.lead.value);
    if (!lead)
        return lead.error();
    const auto customer = CustomerStore(database).find(lead->customer);
    if (!customer)
        return customer.error();
    const auto use = isMail(message) ? useEmail : usePhone;
    return use(database, customer->id, message, facts);
}

Result<GateMessage> wordsOf(Database &database, const Message &message, const GateFacts &facts)
{
    const auto settings = channelSettings(database);
    const auto sending = sendingOf(database);
    const auto rules = legalRules(database);
    if (!settings || !sending || !rules)
        return !settings ? settings.error() : !sending ? sending.error() : rules.error();
    MessageText text;
    text.subject = message.subject;
    text.body = message.body + u'\n' + message.footer;
    text.answers = !message.inReplyTo.isEmpty();
    text.isMail = isMail(message);
    const auto &mail = (*settings)->mailOut;
    text.unsubscribeHeader = text.isMail && mail && !mail->unsubscribe.isEmpty();
    text.offers = facts.purpose == Purpose::Marketing;
    if (!text.isMail && (*settings)->text)
        text.from = (*settings)->text->from;
    // The mailbox of the settings is read for as long as they name it.
    const int days = std::max((*rules)->us.unsubscribeDays, (*rules)->canada.unsubscribeDays);
    return messageFacts(text, (*sending)->store, days);
}

} // namespace

Result<GateFacts> factsOf(Database &database, const Message &message, Time at)
{
    auto facts = gateFactsOf(database, message.by, message.lead, askOf(message, at));
    if (!facts)
        return facts;
    if (auto used = useAddress(database, message, *facts); !used)
        return used.error();
    auto words = wordsOf(database, message, *facts);
    if (!words)
        return words.error();
    facts->message = std::move(*words);
    return facts;
}

Result<GateVerdict> verdictOf(Database &database, const GateFacts &facts)
{
    const auto rules = legalRules(database);
    return rules ? Result<GateVerdict>(gate(facts, **rules)) : rules.error();
}

Result<GateVerdict> passMessage(Transaction &tx, const Message &message, const GateFacts &facts, const Id &id)
{
    const auto rules = legalRules(tx.database());
    const auto lead = load(tx.database(), kLead, message.lead.value);
    if (!rules || !lead)
        return !rules ? rules.error() : lead.error();
    GateVerdict verdict = gate(facts, **rules);
    GateLog row = gateLogOf(facts, verdict, **rules);
    row.id = {id.isNull() ? tx.freshId() : id};
    row.lead = lead->id;
    row.customer = lead->customer;
    row.by = message.by;
    if (auto done = apply(tx, put(kGateLog, row)); !done)
        return done.error();
    return verdict;
}

bool isCommercial(const Message &message)
{
    const auto meant = Purpose(message.meant);
    return meant == Purpose::Marketing || (meant == Purpose::Informational && message.by.isNull());
}

QString whyNot(const GateVerdict &verdict)
{
    if (verdict.allows())
        return {};
    if (isRefusal(verdict))
        return QStringLiteral("refused");
    return verdict.reasons.empty() ? QStringLiteral("gate") : verdict.reasons.front().rule;
}

} // namespace updesk
