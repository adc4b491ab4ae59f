// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/claims.h"
#include "core/sequences/gate.h"

#include <QCoreApplication>

namespace updesk
{

/// The words of the legal gate. Needs no window.
class GateWords
{
    Q_DECLARE_TR_FUNCTIONS(GateWords)
public:
    /// Why a contact may not be made, or not now; one sentence.
    static QString reason(const GateReason &reason);
    /// The same of all reasons of a verdict, what blocks first.
    static QStringList reasons(const GateVerdict &verdict);
    /// "It is 23:00 where they are. Calls are for 8:00 to 21:00." for hours, else reason().
    static QString hours(int minute, int from, int until);
    /// Why it leaves later: of a reason that moved it to `until`, as it is at any moment before that.
    static QString moved(const GateReason &reason, Time until);
    /// What going on may cost, "$500 to $1,500 a text"; empty: nothing speaks against it.
    static QString risk(const GateVerdict &verdict, Channel channel);
    /// What is so now beside what a message says of cars, prices and payments, and what to do about it (F62).
    static QString claim(const ClaimCheck &check);
    /// "May be contacted until March 12, 2027, because of the last purchase."
    static QString until(const MayUntil &until);

private:
    static QString aboutLists(const GateReason &reason);
    static QString aboutWords(const GateReason &reason);
    static QString untrue(const ClaimCheck &check);
    static QString aboutConsent(const GateReason &reason);
};

} // namespace updesk
