// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "core/sequences/message.h"

namespace updesk
{

/// A message that somebody is writing, as far as it has come.
struct MessageDraft {
    QString subject, body; ///< as typed
    QString text; ///< key of the template it was made from; empty: none
    int textVersion = 0;
    QString language;
    QString to{}; ///< number or address, when one was chosen
    QString claims{}; ///< claimsText() of what its template said of cars and prices
    QString video{}; ///< the link to a video that was put into it
    MessageId sent{}; ///< it was sent as this one, which can still be taken back
    bool operator==(const MessageDraft &) const = default;
};

/// Keeps what one person writes to one lead one way, at this desk, so that neither leaving it nor a crash loses it; a
/// draft without subject and body takes away what was kept.
Result<void> keepMessageDraft(
    Database &database, PersonId person, LeadId lead, Channel channel, const MessageDraft &draft);
/// What was kept; empty: nothing. Of one that was sent nothing is left once it can no longer be taken back.
Result<MessageDraft> keptMessageDraft(Database &database, PersonId person, LeadId lead, Channel channel);

} // namespace updesk
