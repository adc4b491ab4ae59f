// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/gate.h"
#include "core/sequences/claims.h"
#include "core/sequences/message.h"

namespace updesk
{

inline constexpr Time kTakeBack = 10 * kSecond; ///< so long a person's message waits, for undo
inline constexpr Time kTextKeeps = 30 * kMinute; ///< a text that could not go by then expires
inline constexpr Time kMailKeeps = kDay;

/// A person's own message to a lead's customer.
struct OwnMessage {
    LeadId lead;
    Channel channel = Channel::Text; ///< Text or Email
    QString to; ///< E.164 number or address, one of the customer's; empty: the one that the gate would use
    QString subject, body, rich;
    QString footer; ///< of an e-mail, as the template filled it
    QString text; ///< key of the template it was made from; empty: typed
    int textVersion = 0;
    QString inReplyTo; ///< Message-ID of the mail that it answers
    QString reason; ///< why it goes out against a rule
    KeptClaims claims{}; ///< of the template it was made from
    QString video{}; ///< the link to a video (videoLink()): while it stands in the body, the history tells of it
};

struct QueuedMessage {
    MessageId id;
    DeedId deed;
    Time leaves = 0; ///< the first moment at which it may be handed over
    GateVerdict verdict;
};

/// Asks the gate and queues the message in one deed: it leaves in kTakeBack at the earliest, or at the moment to which
/// the gate moves it. Undo of the deed takes it back while it has not left. Denied (subject gate, detail the rules):
/// the gate blocks it and nothing is queued; Denied (subject no_phone, no_email): there is nothing to reach them by;
/// Denied (subject no_channel): the store has no such way out; Denied (subject claim, detail whyOf()): it says of a car
/// or a price what is not so (F62); Invalid (subject body, subject, to). NotFound: no such lead.
Result<QueuedMessage> queueMessage(Session &session, const OwnMessage &message);

/// Of one that was held back for what it said: its template is filled anew with what is so now and queued, and the one
/// that was held back is left as it is, in one deed; undo takes both back. Conflict, subject state: it stands
/// otherwise, or its words are a person's own. Denied (subject template): the template cannot be filled; else as
/// queueMessage().
Result<QueuedMessage> refillMessage(Session &session, MessageId message);

/// What a person wants done with a message (MessageWish). Conflict, subject state: it stands where that cannot be done
/// any more. Undo takes the wish back.
Result<DeedId> wishMessage(Session &session, MessageId message, MessageWish wish);

/// The same, and of None refillMessage(): what a person chose about a message in a list.
Result<DeedId> decideMessage(Session &session, MessageId message, MessageWish wish);

/// Whether the store has a way out for this channel.
Result<bool> canSend(Database &database, Channel channel);

} // namespace updesk
