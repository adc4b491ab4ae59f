// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"
#include "core/desk/heard.h"

namespace updesk
{

/// What a customer wrote back to us, on its way into the history of a lead.
struct CustomerReply {
    Channel channel = Channel::Email; ///< Email or Text
    QString from; ///< the address or number that it came from
    QString body; ///< as the history shows it
    QString subject; ///< of a mail: it may say "stop" too
    Time sentAt = 0; ///< when it was written, as it says; 0: it does not
    OriginalId original;
};

/// What it says about further contact, as hearWords(). A subject is often ours, sent back: of it only what refuses
/// counts.
Result<OptOutSaid> hearReply(Transaction &tx, const CustomerReply &reply, LeadId lead);

struct WrittenReply {
    Captured joined;
    OptOutSaid said = OptOutSaid::Nothing;
    ActivityId line; ///< of the history
};

/// Writes it into the lead's history inside a verb's transaction: the lead waits for an answer, its plans stop or go
/// on, a refusal in it counts at once, and its owner is told. A text that only says that they come confirms their visit
/// (visitConfirmedIn()), and waits for no answer. Of who has bought it is a task, for their lead is closed.
/// How it sounds is kept with it (readTone()) and does nothing by itself. `original` must be kept already.
Result<WrittenReply> writeReply(Transaction &tx, const CustomerReply &reply, LeadId lead);

} // namespace updesk
