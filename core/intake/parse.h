// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/sources.h"
#include "core/leads/leaddraft.h"

#include <QByteArray>
#include <QTimeZone>

namespace updesk
{

/// What the importer must know of the store that a document came to.
struct ParseContext {
    QTimeZone zone = QTimeZone::utc(); ///< the dealer's: dates without a zone are local there
    QString region = QStringLiteral("US"); ///< ISO 3166: phones without a country are dialled there
    std::vector<SourcePattern> sources = defaultSourcePatterns();
    QString fileName; ///< a hint only (.eml); may be empty
    Time arrival = 0; ///< when it came, UTC; 0: not known
};

enum class ParseOutcome : quint8 { Lead, Leads, NotALead, Rejected };

/// What could be seen in something that is no lead, for the person who looks at it.
struct Spotted {
    QStringList emails; ///< lower case, at most ten
    QStringList phones; ///< E.164, at most ten
    bool operator==(const Spotted &) const = default;
};

/// What was in the bytes. `error` is one of code::k... for Rejected and NotALead, otherwise empty; warnings are those
/// of all drafts and of the whole file.
struct Parsed {
    ParseOutcome outcome = ParseOutcome::Rejected;
    QString error;
    QStringList warnings;
    std::vector<LeadDraft> drafts; ///< in the order of the document
    Spotted spotted; ///< filled when there is no lead
    // Of a mail; empty for a file.
    QString senderName, senderAddress, subject, messageId;
    Time sent = 0; ///< the Date header, UTC; 0: none that can be read
    QStringList inReplyTo; ///< message ids it answers, nearest first
    bool fromDealer = false; ///< a colleague wrote it
    bool personal = false; ///< no lead, but no program's and no bulk mail either
    QString replyText; ///< what the person wrote in a personal mail, quoted lines left out
    /// Of a mail that a lead platform passes on: the address between both sides, and then replyText is what it passes
    /// on, with whatever the platform wrote around it. Empty: it came from nobody in particular.
    QString relayAddress;
    bool formLabels = false; ///< no lead, but with three labels of a form and a phone or e-mail
    QString bouncedAddress; ///< whom a delivery report is about
    bool bouncedForGood = false; ///< status 5.x.x: the address is bad
};

/// Reads any document that may hold leads: ADF in a file, or a mail with ADF, labels or a customer's words. It fetches
/// nothing, and neither hangs nor grows beyond measure on hostile input. Larger than 10 MiB is too_large.
Parsed parse(const QByteArray &bytes, const ParseContext &context);

inline constexpr qsizetype kLargestDocument = 10 * 1024 * 1024;

} // namespace updesk
