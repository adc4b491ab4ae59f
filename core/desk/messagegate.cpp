// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/messagegate.h"

#include "core/desk/channelsettings.h"
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

// The facts are of the address that would be used first; a message may go to another one of the customer's.
Result<void> useAddress(Database &database, const Message &message, GateFacts &facts)
{
    const auto lead = load(database, kLead, message.lead.value);
    if (!lead)
        return lead.error();
    const CustomerStore people(database);
    const auto customer = people.find(lead->customer);
    if (!customer)
        return customer.error();
    if (isMail(message)) {
        const auto emails = people.emails(customer->id);
        if (!emails)
            return emails.error();
        const bool known = std::ranges::any_of(
            *emails, [&message](const Email &row) { return !row.bad && row.address == message.to; });
        facts.address = message.to;
        return known ? Result<void>() : nowhere(message);
    }
    const auto phones = people.phones(customer->id);
    if (!phones)
        return phones.error();
    const auto phone =
        std::ranges::find_if(*phones, [&message](const Phone &row) { return !row.bad && row.e164 == message.to; });
    if (phone == phones->end())
        return nowhere(message);
    if (facts.address == message.to)
        return {};
    const auto contacts = contactsWith(database, message.to, facts.now - 2 * kDay);
    if (!contacts)
        return contacts.error();
    facts.address = facts.phone = message.to;
    facts.listed = facts.listed || phone->dncOn;
    facts.contacts.insert(facts.contacts.end(), contacts->begin(), contacts->end());
    std::ranges::sort(facts.contacts);
    return {};
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

Result<GateVerdict> passMessage(Transaction &tx, const Message &message, const GateFacts &facts)
{
    const auto rules = legalRules(tx.database());
    const auto lead = load(tx.database(), kLead, message.lead.value);
    if (!rules || !lead)
        return !rules ? rules.error() : lead.error();
    GateVerdict verdict = gate(facts, **rules);
    GateLog row = gateLogOf(facts, verdict, **rules);
    row.id = {tx.freshId()};
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
