// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/answerway.h"
#include "core/leads/vehiclerows.h"
#include "core/sequences/gate.h"
#include "ui/parts/deskwords.h"
#include "ui/parts/popover.h"

namespace updesk
{

/// What the lead panel says beyond the words that every screen has. Times are UTC.
class LeadWords final : public DeskWords
{
    Q_DECLARE_TR_FUNCTIONS(LeadWords)
public:
    using DeskWords::DeskWords;

    QString dayHeading(Time at, Time now) const; ///< "Today", "Yesterday", "March 12"
    int dayNumber(Time at) const; ///< local yyyymmdd
    static QString leadAge(Time received, Time now); ///< "Lead 3 min old"
    static QString callLength(int seconds); ///< "0:32"
    static QString ordinal(int n); ///< "2nd"

    ClockLook clock(const LeadNow &row, Time now) const;
    QString spokenClock(const LeadNow &row, Time now) const;
    static QString clockTitle(const LeadNow &row, Time now); ///< "First response", or what the clock else is about

    static QString nightQuestion(const GateVerdict &verdict); ///< "It is 23:00 where they are. ..."
    static QString nightWarning(const QString &moment, const QuietTime &quiet); ///< of a call planned for then
    static QString phoneKind(int kind);
    static QString distance(int ring); ///< "Lives close by"; empty when unknown
    static QString bestTime(const QString &words);
    static QString prefers(Channel way); ///< "Prefers email", as the inquiry said; empty: it did not
    static QString answers(const AnswerWay &learnt); ///< "Answers by text (3 of 4)"; empty: not known
    static QString payment(const QString &method); ///< "Wants to finance it"; empty: not said
    QString vehicle(const LeadVehicle &vehicle) const; ///< year, make, model, trim; or the customer's own words
    /// What more the document says of it, a colour or an option, in one line; empty when vehicle() says it already.
    static QString vehicleDetails(const LeadVehicle &vehicle);
    QString vehicleNote(const LeadVehicleRow &row, Time now) const; ///< "In stock, 12 days on lot"
    static QString timeframe(int days);

    /// Every reason of the score with its points, the sum, and what would raise it as far as they have not said
    /// otherwise.
    PopoverText reasons(const LeadNow &row, const Lead &lead, Time now) const;
};

} // namespace updesk
