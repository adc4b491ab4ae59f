// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/planmove.h"
#include "core/desk/plantrial.h"
#include "core/sequences/plancheck.h"
#include "ui/parts/icons.h"

#include <QCoreApplication>

namespace updesk
{

/// The words of the sequence editor. Needs no window.
class PlanWords
{
    Q_DECLARE_TR_FUNCTIONS(PlanWords)
public:
    static Icon icon(Channel channel);
    static QString channel(Channel channel);
    static QString by(StepBy by); ///< "auto", "person", "by tier"
    static QString by(SentBy by);
    static QString start(PlanStart start); ///< what begins it
    static QString type(LeadType type); ///< "Walk-in"
    static QString pace(Pace pace); ///< "Personal"
    static QString length(const Plan &plan); ///< "30 days, 12 attempts"
    static QString part(DayPart part); ///< "morning"; Any: "any time"
    static QString days(DayChoice days); ///< "on weekdays"; Any: "any day"
    static QString outcome(Outcome outcome);

    /// A delay as it is typed, "5 min", "4 h", "3 d".
    static QString delay(Time delay);
    /// Reads it back, and what people write instead: "5", "4 hours", "3 days". Nothing: it is none, or beyond what a
    /// plan may last.
    static std::optional<Time> delayTyped(const QString &typed);
    /// The day of a plan that begins at ten in the morning, from 1 on.
    static int dayOf(Time at) { return int((at + 10 * kHour) / kDay) + 1; }
    /// "+5 min" from the start, or "Day 3" as the plan falls; `at` -1: it does not fall within the plan.
    static QString when(const PlanStep &step, Time at);
    /// "5 min after the start", "2 d after the step before"
    static QString whenLong(const PlanStep &step);
    /// The words of a step behind its text's name: ", evening, on weekdays".
    static QString wishes(const PlanStep &step);
    static QString skips(const Plan &plan, const PlanStep &step); ///< "reached, no text consent"; "-": for nothing
    static QString variants(const PlanStep &step); ///< "A 50 / B 50"; empty: one wording

    static QString stop(PlanStop stop); ///< why it would end at once
    /// Why a step would fall at another time or not at all; empty: nothing speaks against it.
    static QString rule(const TriedStep &step);

    static QString saved(int number, bool active, bool moves);
    static QString moved(const PeopleMoved &moved); ///< once it is finished
    static QString saveError(const Error &error);
};

} // namespace updesk
