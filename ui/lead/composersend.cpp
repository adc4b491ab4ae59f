// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/documentrows.h"
#include "core/desk/messagegate.h"
#include "core/desk/messagewords.h"
#include "core/intake/mimeread.h"
#include "core/sequences/messagerows.h"
#include "core/sequences/templatecheck.h"
#include "ui/lead/composermodel.h"

#include <algorithm>

// What the law says of the message while it is written, and how it is queued.
namespace updesk
{

Result<void> ComposerModel::readAnswered()
{
    m_answers.clear();
    m_answeredSubject.clear();
    Database &database = m_session.database();
    const auto mail = mailToAnswer(database, m_lead);
    if (!mail || mail->messageId.isEmpty())
        return mail ? Result<void>() : mail.error();
    const auto bytes = documentBytes(database, mail->original);
    if (!bytes)
        return bytes.error();
    m_answers = mail->messageId;
    const QString subject = readMail(*bytes).subject.simplified().left(kLongestSubject - 4);
    m_answeredSubject = subject.isEmpty() || isFalseReply(subject) ? subject : QStringLiteral("Re: ") + subject;
    return {};
}

QString ComposerModel::answering() const { return isMail() && isFalseReply(m_draft.subject) ? m_answers : QString(); }

// A number that was refused since, or is known to be bad, is not written to because a draft names it.
QString ComposerModel::chosen() const
{
    const auto found = std::ranges::find(m_ways, m_draft.to, &ContactWay::address);
    if (found != m_ways.end() && found->no == ContactWay::No::None)
        return found->address;
    const int first = firstUsable(m_ways);
    return first < 0 ? QString() : m_ways[size_t(first)].address;
}

int ComposerModel::way() const
{
    const auto found = std::ranges::find(m_ways, m_to, &ContactWay::address);
    return found == m_ways.end() || firstUsable(m_ways) < 0 ? -1 : int(found - m_ways.begin());
}

void ComposerModel::chooseWay(int index)
{
    const bool fits = index >= 0 && index < int(m_ways.size()) && m_ways[size_t(index)].no == ContactWay::No::None;
    if (m_lead.isNull())
        return;
    if (fits)
        m_draft.to = m_ways[size_t(index)].address;
    touch();
}

Message ComposerModel::asItStands() const
{
    Message message;
    message.lead = m_lead;
    message.channel = int(m_channel);
    message.to = m_to;
    message.subject = m_draft.subject;
    message.body = m_draft.body;
    message.footer = m_footer;
    message.by = m_session.person();
    message.inReplyTo = answering();
    return message;
}

// As queueMessage() will ask. Of words that are not there yet only is asked whether the customer may be written to.
Result<GateVerdict> ComposerModel::verdictNow()
{
    Database &database = m_session.database();
    GateAsk who;
    who.channel = m_channel;
    who.address = chosen();
    const auto facts = gateFactsOf(database, m_session.person(), m_lead, who);
    if (!facts)
        return facts.error();
    m_to = facts->address;
    if (m_to.isEmpty() || m_draft.body.trimmed().isEmpty())
        return askGate(m_session, m_lead, who);
    Message message = asItStands();
    const auto asked = factsOf(database, message);
    auto said = asked ? verdictOf(database, *asked) : Result<GateVerdict>(asked.error());
    const GateReason *advertises = said && isMail() ? said->find("EM-5") : nullptr;
    if (!advertises || advertises->code != QLatin1String("not_said"))
        return said;
    if (auto added = sayAdvertisement(database, message, m_session.now()); !added)
        return added.error();
    m_footer = message.footer; // in sight, as it will stand there
    const auto again = factsOf(database, message);
    return again ? verdictOf(database, *again) : Result<GateVerdict>(again.error());
}

void ComposerModel::ask()
{
    m_verdict.reset();
    m_noWay.reset();
    const auto verdict = verdictNow();
    if (verdict)
        m_verdict = *verdict;
    else
        m_noWay = verdict.error();
}

// What was sent stays as a draft until it cannot be taken back any more, so that taking it back loses no word.
Result<QueuedMessage> ComposerModel::send(Leaves when)
{
    m_pause.stop();
    const bool against = when == Leaves::Now && mayGoOn();
    OwnMessage message;
    message.lead = m_lead;
    message.channel = m_channel;
    message.to = m_to;
    message.subject = m_draft.subject.trimmed();
    message.body = m_draft.body.trimmed();
    message.footer = m_footer;
    message.inReplyTo = answering();
    message.text = m_draft.text;
    message.textVersion = m_draft.textVersion;
    message.video = m_draft.video;
    message.claims = claimsFrom(m_draft.claims);
    message.claims.language = m_draft.language;
    message.claims.asFilled = !isOwn() && !m_draft.text.isEmpty();
    if (!isOwn())
        message.rich = m_rich;
    if (against)
        message.reason = m_reason; // without one the gate lets nobody go on
    const auto queued = queueMessage(m_session, message);
    if (!queued) {
        keep();
        return queued;
    }
    m_draft.sent = queued->id;
    // A template as it came is kept too: who takes it back finds what was sent.
    (void)keepMessageDraft(m_session.database(), m_session.person(), m_lead, m_channel, m_draft);
    m_lead = {};
    m_kept = false;
    return queued;
}

} // namespace updesk
