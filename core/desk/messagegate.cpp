// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/messagegate.h"

#include "core/desk/channelsettings.h"
#include "core/desk/gatesettings.h"
#include "core/leads/lead.h"
#include "core/sequences/gatelog.h"
#include "core/sequences/handclaims.h"
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
    ask.address = message.to; // it may be another one than would be used first
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
    // What goes out as a service, or as the receipt of a STOP, may hold no offers: its words tell, not what it is for.
    text.offers = facts.purpose == Purpose::Marketing
        || (facts.purpose != Purpose::Informational && !handClaims(message.subject + u'\n' + message.body).empty());
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
    if (message.to.isEmpty() || facts->address != message.to)
        return nowhere(message);
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
