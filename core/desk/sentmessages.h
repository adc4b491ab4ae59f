// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/handover.h"
#include "core/channels/mailnotice.h"
#include "core/channels/texts.h"
#include "core/desk/session.h"
#include "core/sequences/message.h"
#include "core/store/apply.h"

namespace updesk
{

/// The message of ours that a Message-ID names (composeMail() makes it from the message's id); NotFound: it is none of
/// ours.
Result<Message> messageOfMail(Database &database, const QString &messageId);
/// The one that a provider's report names by our own id. NotFound as above.
Result<Message> messageOfText(Database &database, const TextReport &report);

/// What a report about a text of ours means.
struct ReportTaken {
    bool ours = false; ///< false: about no text of this store; nothing was written
    LeadId lead; ///< whose history got a line; null: none did
};

/// A provider says what became of a text: one that failed gets a line in the history, once, and a number that is none
/// is marked bad and the plans go on another way. The message itself stays sent: that it left is true.
Result<ReportTaken> takeReport(Session &session, const TextReport &report);

/// A server refused a message for good as it was handed over: when that is because there is no such number or address,
/// the history gets a line, it is marked bad, and the plans go on another way. Any other refusal writes nothing.
Result<ReportTaken> takeRefusal(Session &session, const Message &message, const HandOver &handed);

/// Of a failure: the number is none, whatever is sent to it; a line that merely takes no texts is good for calls.
bool isBadNumber(const TextReport &report);

} // namespace updesk
