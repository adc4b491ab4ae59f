// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/phonecall.h"
#include "core/desk/session.h"
#include "core/leads/activity.h"

namespace updesk
{

/// What became of a call that the phone system saw.
struct CallTaken {
    enum class How : quint8 {
        Written, ///< a line of its own in the history
        Proves, ///< a person had logged it: that line is confirmed now
        Known, ///< told before
        Nobody ///< nobody here has the number, or no lead of theirs was there yet
    };
    How how = How::Nobody;
    LeadId lead;
};

/// Puts a finished call into the history of whom it was with (F39). One of ours proves the attempt that somebody logged
/// for it, or stands as an attempt without an outcome until somebody does. One that came in waits for an answer: that
/// it was taken does not say by whom. The same call told twice (by the system's id) changes nothing. Errors are the
/// store's.
Result<CallTaken> takeCall(Session &session, const PhoneCall &call);

/// The line of a call of ours on a lead that the phone system saw between two moments and nobody has logged yet, the
/// newest: what a person now says of it stands in its place.
Result<std::optional<Activity>> unloggedCall(Database &database, LeadId lead, Time from, Time until);

/// How long before and after a person's own times the phone system's may lie: it counts from the ring, and people log
/// when they have hung up.
inline constexpr Time kBeforeDial = 2 * kMinute, kAfterCall = 15 * kMinute;

} // namespace updesk
