// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

namespace updesk
{

struct MailPerson {
    QString name; ///< as people read it; may be empty
    QString address;
    bool operator==(const MailPerson &) const = default;
};

/// One mail to one person, before it is written down.
struct MailDraft {
    QString id; ///< ours: the left side of the Message-ID, so the same mail handed over again is seen to be the same
    MailPerson from, to;
    QString replyTo; ///< an address; empty: from
    QString subject;
    QString text; ///< what is read where no formatting is
    QString html; ///< the same formatted; empty: text alone
    QString footer; ///< who writes, the postal address, how to be written no more: under both
    QString inReplyTo; ///< message id without its brackets
    QStringList references; ///< oldest first
    QString unsubscribe; ///< address whose mailbox is read for it; empty: the mail has no such header
    QString unsubscribeUrl; ///< https page that takes a POST (RFC 8058); empty: there is none
    bool commercial = false; ///< then footer and a way to unsubscribe are required (EM-2, EM-3)
    bool automatic = false; ///< sent by the program: says so, and no automatic answer comes back
    Time at = 0; ///< the Date header
    bool operator==(const MailDraft &) const = default;
};

inline constexpr qsizetype kLargestMailText = 20 * 1024 * 1024;

/// The mail as its bytes go over the wire: ASCII lines of at most 998 letters that end in CR LF, whatever stands in it.
/// Nothing that a field holds can become a header of its own. Invalid with the field as subject: an address that is
/// none or whose left side is not ASCII (from, to, replyTo, unsubscribe), id, text (empty), size, footer, unsubscribe.
Result<QByteArray> composeMail(const MailDraft &draft);

/// The formatted text as it goes out: with the footer under it, in its body when it has one.
QString htmlWithFooter(const QString &html, const QString &footer);

/// The Message-ID that composeMail() gives it, without brackets.
QString messageIdOf(const MailDraft &draft);

/// The address as it stands on an envelope: the domain in ASCII; empty for what cannot stand on one.
QByteArray envelopeAddress(const QString &address);

} // namespace updesk
