// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for what is written: CAN-SPAM for mail, Canada's law for mail and texts.
#include "core/sequences/gatechecks.h"

namespace updesk
{

namespace
{

/// Whether the law of commercial messages asks of it: all but what only serves a contract, and a person's own answer.
bool isCommercial(const GateRun &run)
{
    const Purpose purpose = run.facts.purpose;
    return purpose == Purpose::Marketing
        || (purpose == Purpose::Informational && run.facts.sentBy == SentBy::Automatic);
}

bool hasContact(const GateStore &store)
{
    return !store.phone.isEmpty() || !store.mail.isEmpty() || !store.web.isEmpty();
}

void checkUnsubscribe(GateRun &run, const char *rule, int days)
{
    const auto &message = run.facts.message;
    if (run.facts.store.unsubscribeTo.isEmpty() && run.facts.channel == Channel::Email)
        run.block(rule, "no_mailbox");
    else if (message && !message->unsubscribe)
        run.block(rule, "no_unsubscribe");
    else if (message && message->unsubscribeDays < days)
        run.block(rule, "too_short").count = days;
}

} // namespace

void checkMail(GateRun &run)
{
    if (run.facts.channel != Channel::Email)
        return;
    const auto &message = run.facts.message;
    if (message && message->falseReply)
        run.block("EM-1", "false_reply");
    if (run.facts.purpose == Purpose::Transactional && message && message->offers)
        run.block("EM-5", "offers");
    if (!run.us || !isCommercial(run))
        return;
    if (run.facts.store.address.trimmed().isEmpty())
        run.block("EM-2", "no_address");
    else if (message && !message->namesAddress)
        run.block("EM-2", "address_missing");
    checkUnsubscribe(run, "EM-3", run.rules.us.unsubscribeDays);
    const bool advertises = run.facts.purpose == Purpose::Marketing && message && !message->saysAdvertisement;
    if (advertises && !run.consent(false))
        run.block("EM-5", "not_said");
}

// Agreed to once and provable, it lasts; else only while the customer has dealt with us.
static void checkCanadaConsent(GateRun &run)
{
    if (run.consent(true))
        return;
    if (run.consent(false)) {
        run.block("CA-3", "no_proof");
        return;
    }
    const auto relation = run.relation(Relation::CanadaMessages);
    if (!relation)
        run.block("CA-1", "no_consent");
    else if (!run.holds(*relation))
        run.block("CA-2", "ended").day = relation->last;
}

void checkCanada(GateRun &run)
{
    const bool message = run.facts.channel == Channel::Email || run.facts.channel == Channel::Text;
    if (!run.canada || !message || run.facts.purpose == Purpose::OptOutReceipt || !isCommercial(run))
        return;
    if (run.facts.purpose == Purpose::Marketing && !run.facts.refused)
        checkCanadaConsent(run);
    const GateStore &store = run.facts.store;
    const auto &words = run.facts.message;
    if (store.address.trimmed().isEmpty() || !hasContact(store))
        run.block("CA-4", "store_incomplete");
    else if (words && !(words->namesDealer && words->namesAddress && words->namesContact))
        run.block("CA-4", "sender_incomplete");
    checkUnsubscribe(run, "CA-4", run.rules.canada.unsubscribeDays);
}

} // namespace updesk
