// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/parse.h"

namespace updesk
{

/// What the words of mails give away.
bool saysAutomaticReply(const QString &subject);
bool saysNewsletter(const QString &subject);
bool saysInterest(const QString &words);
bool saysForwarded(const QString &subject);
bool isNoReply(const QString &address);

/// True for an address among the mail's recipients, or of their domain unless that is open to everybody.
bool isDealersOwn(const QString &address, const QStringList &recipients);

/// The person or program whose mail was forwarded, by the "From:" line in the text; empty when there is none.
struct ForwardedSender {
    QString name, address;
};
ForwardedSender forwardedSender(const QString &text);

/// The text without "> " at the start of its lines.
QString withoutQuoteMarks(const QString &text);

/// What a person wrote above the mail that is answered; quoted lines are left out.
QString withoutQuotedReply(const QString &text);

/// Sets what every lead of a mail without ADF has: times, wishes, warnings; cuts the comments.
void finishMailDraft(LeadDraft &draft, const QString &subject, Time sent, const ParseContext &context);

} // namespace updesk
