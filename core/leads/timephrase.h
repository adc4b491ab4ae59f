// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/hours.h"
#include "core/leads/timewords.h"

namespace updesk
{

/// Where an unclear time lies: a call to make is ahead, a call already made is behind.
enum class Toward : quint8 { Future, Past };
/// Which of 3/4 is the month.
enum class DateOrder : quint8 { MonthFirst, DayFirst };

struct PhraseHabits {
    QString language; ///< whose words go first when one is a word of several languages ("mar")
    DateOrder order = DateOrder::MonthFirst;
    Toward toward = Toward::Future;
};

/// A time as somebody typed it.
struct TimeRead {
    Time at = 0; ///< UTC
    bool closed = false; ///< outside the hours given: allowed, but worth a word
    bool timeGiven = false; ///< false: only a day was named and the time is ours
    bool operator==(const TimeRead &) const = default;
};

/// Reads "sat 10", "tomorrow 5pm", "3/14 10:30", "2h", "30m", "mañana a las 5", "mardi 17h30" in the zone of `hours`.
/// A time without am or pm is the one at which the store is open; what has passed rolls to the next such time. Invalid
/// with subject time (not understood) or past (today at a time that is over, or a day of a year that is over; with
/// Toward::Past: what is yet to come).
Result<TimeRead> readTimePhrase(QStringView typed, const Hours &hours, Time now, const PhraseHabits &habits = {},
    const TimeWords &words = TimeWords::standard());

} // namespace updesk
