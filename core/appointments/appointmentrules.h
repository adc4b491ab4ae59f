// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/leads/hours.h"

#include <span>

namespace updesk
{

inline constexpr Time kFarAhead = 48 * kHour; ///< of visits set further ahead fewer are kept (F75)
inline constexpr Time kConfirmBefore = 24 * kHour; ///< the call that asks whether they come (F73)
inline constexpr Time kRemindBefore = 2 * kHour; ///< the text (F73)
inline constexpr Time kBeBackWithin = 30 * kDay; ///< who comes again so soon is a be-back (F79)
inline constexpr Time kStillNoShow =
    3 * kDay; ///< an appointment older than this is not found missed by itself any more

/// Agreed on, and nobody has said yet how it went.
constexpr bool isAhead(Appointment::State state)
{
    return state == Appointment::State::Set || state == Appointment::State::NotConfirmed
        || state == Appointment::State::Confirmed;
}

/// Whether a person may put an appointment from one state into another (F72): who was missed may still come or be given
/// another time; what was moved or cancelled stays so, and sold needs a deal.
bool mayBecome(Appointment::State from, Appointment::State to);

/// Booked for the same day, it needs no call on the day before (ui.md 7: "not needed, today").
bool needsConfirmation(Time setAt, Time at, const Hours &hours);
/// When the confirmation is due: 24 h before, or at once.
constexpr Time confirmDue(Time setAt, Time at) { return std::max(setAt, at - kConfirmBefore); }
/// When the reminder is due; 0: it would come too late to be one.
constexpr Time remindDue(Time setAt, Time at) { return setAt < at - kRemindBefore ? at - kRemindBefore : 0; }

/// Booked further ahead than 48 h.
constexpr bool isFarAhead(Time setAt, Time at) { return at - setAt > kFarAhead; }

/// The state as it is to be shown: set, but not confirmed once its confirmation is due; arrived once somebody stood in
/// the showroom for it, though another desk has called it missed meanwhile.
Appointment::State shownState(const Appointment &appointment, bool visited, const Hours &hours, Time now);

/// How the appointments of a day or a week went. `set` are all that were neither moved nor cancelled; `confirmed` those
/// of them that somebody confirmed, `shown` those who came, sold ones among them; set = shown + missed + open.
struct BoardCounts {
    int set = 0, confirmed = 0, shown = 0, missed = 0, sold = 0, open = 0, moved = 0, cancelled = 0;
    bool operator==(const BoardCounts &) const = default;
};
/// Adds one appointment in the state it is shown in.
void count(BoardCounts &counts, Appointment::State shown, bool confirmed);

} // namespace updesk
