// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace updesk
{

/// What became of one mail to one address, as a mail server reports it (RFC 3464).
struct DeliveryNote {
    enum class Fate : quint8 { Failed, Delayed, Delivered, Passed }; ///< Passed: relayed or expanded
    QString address; ///< lower case; the one we wrote to, when the report says
    Fate fate = Fate::Failed;
    bool permanent = false; ///< Failed by a status of 5.x.x: the address is bad (R17)
    QByteArray status; ///< "5.1.1"
    QString said; ///< the receiving server's words
    bool operator==(const DeliveryNote &) const = default;
};

/// What a mail is that no person wrote.
struct MailNotice {
    enum class Kind : quint8 {
        None, ///< a person may have written it
        Delivery, ///< a report about our mail
        Receipt, ///< of reading (RFC 8098)
        AutoReply, ///< an answer that a program gave (RFC 3834)
        Automatic ///< made by a program, not as an answer
    };
    Kind kind = Kind::None;
    std::vector<DeliveryNote> notes; ///< Delivery: at most 200
    /// Message-ID of the mail it is about, without brackets; empty: it does not say. Anybody can write a report: only
    /// one about a mail of ours, to that address, is believed.
    QString about;
    bool operator==(const MailNotice &) const = default;
};

/// Tells reports and automatic answers from letters. Linear; bytes that are no mail, or that would cost more than they
/// are worth (exceedsMimeLimits()), are no notice.
MailNotice readMailNotice(const QByteArray &bytes);

/// The groups of a message/delivery-status part; for readMailNotice().
std::vector<DeliveryNote> deliveryNotes(const QByteArray &status);

} // namespace updesk
