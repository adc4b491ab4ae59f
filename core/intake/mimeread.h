// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace updesk
{

/// One leaf of a mail, its transfer encoding undone; text is read by its charset.
struct MailPart {
    QByteArray type; ///< "text/plain", lower case
    bool attachment = false; ///< marked so, named, or not text
    bool inner = false; ///< belongs to an attached message
    QString text; ///< empty when the bytes are no text
    bool guessed = false; ///< the charset was wrong and Windows-1252 was taken
};

/// What one delivery report says.
struct BounceReport {
    QString address;
    QByteArray status; ///< "5.1.1"
};

/// A mail taken apart. Header texts are decoded; addresses are lower case.
struct Mail {
    QString fromName, fromAddress, replyToAddress, subject, messageId;
    QStringList recipients; ///< To, Cc, Delivered-To
    QStringList inReplyTo; ///< In-Reply-To, then References from last to first
    Time sent = 0; ///< Date, UTC; 0: none
    QByteArray autoSubmitted, precedence; ///< lower case
    bool hasUnsubscribe = false;
    bool hasListId = false;
    bool markedSpam = false;
    bool autoReplyHeader = false; ///< X-Autoreply and its kin
    bool report = false; ///< multipart/report about a delivery
    bool receipt = false; ///< multipart/report about reading
    BounceReport bounce;
    std::vector<MailPart> parts; ///< in the order of the mail
    bool tooDeep = false; ///< more than 20 levels of parts
    bool readable = false; ///< false: no mail at all
};

/// Takes a mail apart by GMime; nothing is fetched, archives stay closed.
Mail readMail(const QByteArray &bytes);

} // namespace updesk
