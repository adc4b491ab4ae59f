// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/deskwords.h"

#include <algorithm>

// The clock of a lead among others: what is due, and how an answer went only while that is news.
namespace updesk
{

static constexpr Time kNews = kHour; // so long an answer is shown in the clock's place

static bool isPlanned(const LeadNow &row) { return row.nextDue > 0 || row.confirmDue > 0; }

static Time plannedAt(const LeadNow &row)
{
    if (row.nextDue > 0 && row.confirmDue > 0)
        return std::min(row.nextDue, row.confirmDue);
    return std::max(row.nextDue, row.confirmDue);
}

ClockView DeskWords::listState(const LeadNow &row, Time now) const
{
    ClockView view = clockView(clockFactsOf(row), now);
    if (view.state == ClockState::Stopped && isPlanned(row)
        && (row.clock == LeadNow::BornStopped || now - row.received >= kNews))
        view.state = ClockState::None; // the answer is old news: what is planned counts
    return view;
}

ClockLook DeskWords::listClock(const LeadNow &row, Time now) const
{
    const ClockView view = listState(row, now);
    if (view.state != ClockState::None)
        return face(view, row, now);
    if (!isPlanned(row) || row.closed != Closed::Open)
        return {};
    return {ClockMark::Due, moment(plannedAt(row), now), 1};
}

QString DeskWords::spokenListClock(const LeadNow &row, Time now) const
{
    const ClockView view = listState(row, now);
    if (view.state != ClockState::None)
        return spoken(view, row, now);
    return isPlanned(row) && row.closed == Closed::Open ? tr("Due %1").arg(spokenMoment(plannedAt(row), now))
                                                        : tr("Nothing due");
}

} // namespace updesk
