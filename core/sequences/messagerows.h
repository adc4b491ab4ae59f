// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/message.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace updesk
{

/// A message as a list shows it.
struct MessageLine {
    Message message;
    QString customer; ///< whom it goes to
    QString author; ///< who wrote it; empty: the program
    int tone = 0; ///< bits of Tone: how the customer's words sound that wait for our answer
    QString gate{}; ///< GateLog::params of what moved the queued one to its moment, or held the cancelled one back
    Time callBack = 0; ///< it waits for the call that was agreed on for this moment; 0: for none
    std::optional<PlanStop> over{}; ///< it waits, and its step is over: what ended the plan, None when that goes on
    bool operator==(const MessageLine &) const = default;
};

/// Which messages a list shows. Troubled: failed, unknown and expired ones that no person has decided on, and what a
/// person wrote and the program did not send. Waiting: queued and on their way.
enum class MessageList : quint8 { Troubled, Waiting, Sent };

/// Where a page begins: behind this message. Sent ones lie by when they were handed over, the others by when they were
/// queued.
struct MessagePlace {
    Time at = 0; ///< 0: from the newest
    MessageId id; ///< of several at that moment; null: before all of them
};
MessagePlace placeOf(MessageList list, const Message &message);

/// Newest first, at most `most`, behind `after`.
Result<std::vector<MessageLine>> messageLines(
    Database &database, MessageList list, const MessagePlace &after, int most);
/// How many there are of each list; Sent counts those since `since`.
struct MessageCounts {
    int troubled = 0, waiting = 0, sent = 0;
    bool operator==(const MessageCounts &) const = default;
};
Result<MessageCounts> messageCounts(Database &database, Time since);
/// The messages of a lead that have not become a line of its history: waiting, on their way, in trouble or stopped by
/// the program; oldest first.
Result<std::vector<MessageLine>> messagesOf(Database &database, LeadId lead);
/// One message; NotFound: there is none of this id.
Result<MessageLine> messageLine(Database &database, MessageId message);

/// What the next open step of the lead's plans wants said this way; without a text: there is no such step.
struct StepText {
    QString text; ///< key of the template
    bool video = false; ///< with a personal video link
};
Result<StepText> textOfNextStep(Database &database, LeadId lead, int channel);

/// The newest text that has gone out on a lead since `since`, by whomever; nothing: none has.
Result<std::optional<Message>> newestTextSent(Database &database, LeadId lead, Time since);

/// A lead's messages that were made from this template, wherever they stand; in no order.
Result<std::vector<Message>> messagesFrom(Database &database, LeadId lead, const QString &text);

/// The newest mail of the customer's on this lead, for an answer to it; with nulls: there is none.
struct MailToAnswer {
    OriginalId original;
    QString messageId;
};
Result<MailToAnswer> mailToAnswer(Database &database, LeadId lead);

} // namespace updesk
