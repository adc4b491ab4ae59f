// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/phonecall.h"
#include "core/desk/intakeverbs.h"
#include "core/leads/activity.h"
#include "core/leads/original.h"

namespace updesk
{

/// What became of a call that the phone system saw.
struct CallTaken {
    enum class How : quint8 {
        Written, ///< a line of its own in the history
        Proves, ///< a person had logged it: that line is confirmed now
        Known, ///< told before
        Waits, ///< in the tray: somebody called whom nobody here knows
        Nobody ///< an old call, one of ours to a stranger, or no lead of theirs was there yet
    };
    How how = How::Nobody;
    LeadId lead;
};

/// Puts a finished call into the history of whom it was with (F39). One of ours proves the attempt that somebody logged
/// for it, or stands as an attempt without an outcome until somebody does. One that came in waits for an answer: that
/// it was taken does not say by whom. From a number that nobody has, or of people without a lead, it waits in the tray
/// for a person, each number once. The same call told twice (by the system's id) changes nothing. Errors are the
/// store's.
Result<CallTaken> takeCall(Session &session, const PhoneCall &call);

/// Reads a call in the tray once more: whose it is may be known by now.
Result<IntakeResult> fileCallLater(Session &session, RowOnlyId row, const Original &original, const QByteArray &bytes);

/// The line of a call of ours on a lead that the phone system saw between two moments and nobody has logged yet, the
/// newest: what a person now says of it stands in its place.
Result<std::optional<Activity>> unloggedCall(Database &database, LeadId lead, Time from, Time until);

/// How long before and after a person's own times the phone system's may lie: it counts from the ring, and people log
/// when they have hung up.
inline constexpr Time kBeforeDial = 2 * kMinute, kAfterCall = 15 * kMinute;

} // namespace updesk
