// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/appointmentrules.h"

namespace updesk
{

using State = Appointment::State;

bool mayBecome(State from, State to)
{
    switch (to) {
    case State::NotConfirmed:
    case State::Confirmed:
    case State::Cancelled:
        return isAhead(from);
    case State::Arrived:
    case State::Rescheduled:
        return isAhead(from) || from == State::Missed;
    case State::Missed:
        return isAhead(from);
    case State::Set:
    case State::Sold:
        break;
    }
    return false;
}

bool needsConfirmation(Time setAt, Time at, const Hours &hours)
{
    return hours.local(setAt).day != hours.local(at).day;
}

State shownState(const Appointment &appointment, bool visited, const Hours &hours, Time now)
{
    const State state = appointment.state;
    if (visited && (isAhead(state) || state == State::Missed))
        return State::Arrived;
    const bool due = needsConfirmation(appointment.setAt, appointment.at, hours)
        && confirmDue(appointment.setAt, appointment.at) <= now;
    return state == State::Set && due ? State::NotConfirmed : state;
}

void count(BoardCounts &counts, State shown, bool confirmed)
{
    if (shown == State::Rescheduled) {
        ++counts.moved;
        return;
    }
    if (shown == State::Cancelled) {
        ++counts.cancelled;
        return;
    }
    ++counts.set;
    counts.confirmed += confirmed;
    counts.sold += shown == State::Sold;
    counts.shown += shown == State::Arrived || shown == State::Sold;
    counts.missed += shown == State::Missed;
    counts.open += isAhead(shown);
}

} // namespace updesk
