// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/leaddraft.h"

namespace updesk
{

/// A number or an address by which a customer may be called, texted or mailed.
struct ContactWay {
    enum class No : quint8 {
        None, ///< it may be chosen; the gate has the last word
        Bad, ///< nobody of theirs is there, or mail comes back
        Unreadable, ///< it is no number or address as it was typed
        Refused ///< the customer, or another who has it, does not want it used so
    };
    QString address; ///< E.164 or mail address; of an unreadable one what was typed
    int kind = 0; ///< PhoneKind
    No no = No::None;
    bool operator==(const ContactWay &) const = default;
};

/// All of them for this channel, each once, in the order in which they are used. NotFound: no such lead.
Result<std::vector<ContactWay>> contactWays(Database &database, LeadId lead, Channel channel);

/// The place of the one that is used unless another is chosen: the first that may be; -1: none.
int firstUsable(const std::vector<ContactWay> &ways);

/// The link by which this store dials a number (E.164), as its phone settings say; of settings that cannot be read
/// tel:.
QString dialLinkOf(Database &database, const QString &e164);

} // namespace updesk
