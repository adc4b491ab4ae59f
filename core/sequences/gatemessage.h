// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace updesk
{

/// What the law wants to know of the dealer who sends.
struct GateStore {
    QString name, address, phone, mail, web;
    QStringList numbers; ///< E.164, that texts and calls may come from; none: not set up
    QString unsubscribeTo; ///< the mailbox that is read for "unsubscribe"; empty: none
    QString zone;
};

/// What would be sent, as far as the law asks about it.
struct GateMessage {
    bool namesDealer = false;
    bool namesAddress = false; ///< the dealer's postal address stands in it
    bool namesContact = false; ///< a phone, a mail address or a web page of the dealer
    bool unsubscribe = false; ///< a List-Unsubscribe header to a mailbox that is read; in a text the word to answer
    int unsubscribeDays = 0; ///< for how long it works
    bool falseReply = false; ///< "Re:" or "Fwd:" in front, and it answers nothing
    bool offers = false; ///< it advertises
    bool saysAdvertisement = false;
    QString from{}; ///< the number it comes from; empty: not known
    bool operator==(const GateMessage &) const = default;
};

/// A message as it would leave.
struct MessageText {
    QString subject{}, body{};
    bool answers = false; ///< a message of the customer's
    bool isMail = true;
    bool unsubscribeHeader = false; ///< of a mail; a text says STOP
    bool offers = false;
    QString from{};
};
/// Reads what the gate asks about a message from its words: the dealer's own name, address and ways of contact as the
/// store has them, in any spelling of case, accents and spaces. `unsubscribeDays`: how long the mailbox is kept.
GateMessage messageFacts(const MessageText &text, const GateStore &store, int unsubscribeDays);

} // namespace updesk
