// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plantables.h"

namespace updesk
{

using MessageId = IdOf<struct MessageTag>;

/// What a person decided about a message; the host acts on it (sync.md 14).
enum class MessageWish : quint8 {
    None,
    Cancel, ///< of a queued one: it is not to leave
    Again, ///< of a failed one: once more, under the same id
    Arrived, ///< of one whose fate is unknown: the customer has it
    Lost ///< of one whose fate is unknown: the customer does not have it
};

/// One message that goes out by e-mail or text, once. Its state is changed by the desk that holds the lease, through
/// the server's functions or, in a store without a server, through the same steps in the desk's own file; by nobody
/// else.
struct Message {
    MessageId id;
    LeadId lead;
    QString purpose; ///< of a plan's step: the hex of its run; of a person's own: its own id; one a lead and purpose
    int channel = 0; ///< Channel
    QString body; ///< plain
    QString state = QStringLiteral("queued"); ///< queued, sending, sent, failed, unknown, expired, cancelled
    Time sendBefore = 0; ///< by then it has begun or it expires; 0: whenever
    Time notBefore = 0; ///< UTC
    qint64 epoch = 0;
    Time began = 0;
    QString providerId;
    QString to; ///< address or E.164 number
    QString subject, rich, footer; ///< of an e-mail
    QString inReplyTo; ///< Message-ID of the mail that it answers
    PersonId by; ///< null: the program
    StepRunId run; ///< of a plan's step
    QString text; ///< key of the template; empty: typed
    int textVersion = 0;
    int meant = 0; ///< Purpose, for the gate
    QString reason; ///< why a person goes on against a rule
    Time asked = 0; ///< when it was queued
    ActivityId line; ///< of the history, written once it has been sent
    int wish = 0; ///< MessageWish
    QString why; ///< failed, unknown, cancelled: a code of what was in the way
    QString said; ///< the server's words, for a person
    QString claims; ///< claimsText(): what it says that must be so when it leaves (F62)
    bool operator==(const Message &) const = default;
};

inline constexpr TableOf kMessage{"message", Feed::Store, Trait::Laned, column("lead_id", &Message::lead, Rule::Added),
    column("purpose", &Message::purpose, Rule::Added), column("chan", &Message::channel, Rule::Added),
    column("body", &Message::body, Rule::Added), column("state", &Message::state, Rule::Added),
    column("send_before", &Message::sendBefore, Rule::Added), column("not_before", &Message::notBefore, Rule::Added),
    column("epoch", &Message::epoch, Rule::Added), column("began", &Message::began, Rule::Added),
    column("provider_id", &Message::providerId, Rule::Added), column("to_address", &Message::to, Rule::Added),
    column("subject", &Message::subject, Rule::Added), column("rich", &Message::rich, Rule::Added),
    column("footer", &Message::footer, Rule::Added), column("in_reply_to", &Message::inReplyTo, Rule::Added),
    column("by_person", &Message::by, Rule::Added), column("run_id", &Message::run, Rule::Added),
    column("text", &Message::text, Rule::Added), column("text_version", &Message::textVersion, Rule::Added),
    column("meant", &Message::meant, Rule::Added), column("reason", &Message::reason, Rule::Added),
    column("asked", &Message::asked, Rule::Added), column("line_id", &Message::line, Rule::Added),
    column("wish", &Message::wish, Rule::Either), column("why", &Message::why, Rule::Added),
    column("said", &Message::said, Rule::Added), column("claims", &Message::claims, Rule::Added)};

} // namespace updesk
