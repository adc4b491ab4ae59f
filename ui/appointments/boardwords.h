// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/boardrows.h"
#include "core/appointments/showroom.h"
#include "core/base/result.h"
#include "ui/parts/deskwords.h"
#include "ui/parts/icons.h"

namespace updesk
{

/// What the appointment board says, in the user's language and the store's time zone.
class BoardWords final : public DeskWords
{
    Q_DECLARE_TR_FUNCTIONS(BoardWords)
public:
    using DeskWords::DeskWords;

    static QString state(Appointment::State state);
    static Icon icon(Appointment::State state);
    static Colour colour(Appointment::State state);
    /// "Arrived 09:56": the state, with its time where that is news.
    QString stateTime(const BoardRow &row, Appointment::State shown) const;

    QString call(const BoardRow &row, Appointment::State shown, Time now) const; ///< "2 tries", "not needed, today"
    QString text(const BoardRow &row, Time now) const; ///< "sent 09:00", "due 11:00"
    QString wait(const BoardRow &row, Appointment::State shown, Time now) const; ///< "6 min", "recovery call 10:00"
    static QString minutes(Time ms); ///< "6 min", "none" below one

    /// "Thu, Mar 12" for the head of the board; of a week "Mar 9 to Mar 15".
    QString day(Time at) const;
    QString week(Time from, Time to) const;
    /// What a row reads as aloud.
    QString sentence(const BoardRow &row, Appointment::State shown, Time now) const;

    static QString step(VisitStep step);
    static QString farAhead(); ///< the short mark
    static QString farAheadWhy();
    /// First name and initial, for a screen that everybody sees.
    static QString publicName(const QString &name);
    /// Why a verb of the board was refused.
    static QString refused(const Error &error);
};

} // namespace updesk
