// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/message.h"
#include "core/sequences/templatefill.h"
#include "core/store/database.h"

namespace updesk
{

/// A template filled for a lead, in the first of the customer's languages that has it. Its body is empty when it cannot
/// be sent. NotFound: the store has none of this key for this way.
struct FilledText {
    FilledMessage message;
    QString language;
    int version = 0;
};
Result<FilledText> fillFor(
    Database &database, LeadId lead, const QString &key, Channel channel, Time now, PersonId writer = {});

/// What stands under a mail of the store to this lead's customer: who writes, and how to be written no more; empty when
/// the store's address is not set up.
Result<QString> footerFor(Database &database, LeadId lead, Time now, PersonId writer = {});

/// Adds to a mail's footer that it advertises, in the customer's language (EM-5).
Result<void> sayAdvertisement(Database &database, Message &message, Time now);

} // namespace updesk
