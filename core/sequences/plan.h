// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/scoring/model.h"
#include "core/sequences/gate.h"

#include <QStringList>

#include <array>
#include <vector>

namespace updesk
{

/// In which part of the customer's day a step is wanted; Other: in another one than the attempt before it.
enum class DayPart : quint8 { Any, Morning, Afternoon, Evening, Other };
inline constexpr int kDayParts = 3; ///< Morning, Afternoon and Evening
/// From when to before when each of them lasts, in minutes of the customer's day.
struct PartSpan {
    int from = 0, until = 0;
};
constexpr PartSpan spanOf(DayPart part)
{
    constexpr std::array<PartSpan, kDayParts> spans{PartSpan{480, 720}, {720, 1020}, {1020, 1260}};
    return part < DayPart::Morning || part > DayPart::Evening ? PartSpan{0, 1440} : spans[size_t(part) - 1];
}
/// The part that a minute of the day lies in; Any: at night.
constexpr DayPart partAt(int minute)
{
    for (const DayPart part : {DayPart::Morning, DayPart::Afternoon, DayPart::Evening}) {
        if (minute >= spanOf(part).from && minute < spanOf(part).until)
            return part;
    }
    return DayPart::Any;
}

/// On which days; Other: on another weekday than the attempt before it.
enum class DayChoice : quint8 { Any, Weekday, Weekend, Other };
/// From when a step's delay counts.
enum class Anchor : quint8 { Start, Last };
/// Who does a step; ByPace: a person where the tier's protocol wants it personal, else the program (S4.2).
enum class StepBy : quint8 { Automatic, Person, ByPace };

/// What a step is left out for. Bits. Whether the customer has an address or a number is looked at once, when the step
/// is planned: it is one that is not known to be bad, and that they do not refuse to be reached by.
enum SkipIf : quint8 {
    SkipReached = 1, ///< the customer was spoken to or has written since the plan began
    SkipNoTextConsent = 2,
    SkipHasEmail = 4,
    SkipNoEmail = 8,
    SkipHasPhone = 16,
    SkipNoPhone = 32
};

/// Where a plan goes on after an outcome of a step.
struct PlanBranch {
    int outcomes = 0; ///< bits of 1 << Outcome
    QString go; ///< the key of a later step
    bool operator==(const PlanBranch &) const = default;
};

struct PlanStep {
    QString key; ///< its own in the plan
    Channel channel = Channel::Phone; ///< Phone, Text or Email
    StepBy by = StepBy::Person;
    Anchor anchor = Anchor::Last;
    Time delay = 0;
    DayPart part = DayPart::Any;
    DayChoice days = DayChoice::Any;
    QString text; ///< the key of a template, or of a call script for a call
    QString against; ///< of another one that half the leads get, to compare the two (F56); empty: none
    int skipIf = 0; ///< bits of SkipIf
    std::vector<PlanBranch> branches; ///< the first that fits; without one the plan goes on with the next step
    bool video = false; ///< with a personal video link where the tier's protocol asks for one (S4.2)
    bool acknowledges = false; ///< it only says that the inquiry is here, and is no attempt (S3.2)
    bool operator==(const PlanStep &) const = default;
};

/// What a plan is for: which event of a lead begins it.
enum class PlanStart : quint8 { ByHand, Capture, MissedVisit, Sold, Ended };

/// A plan of follow-up as its author wrote it: one version of it.
struct Plan {
    QString key; ///< "internet"
    QString title;
    PlanStart start = PlanStart::ByHand;
    int types = 0; ///< bits of 1 << LeadType that it is for
    int paces = 0; ///< bits of 1 << Pace
    int days = 30; ///< after so many it is over, whatever is left of it (S5.2)
    int least = 10, most = 15; ///< attempts it should make
    int widestGap = 8; ///< days between two of them
    bool stopsOnReply = true; ///< a customer's answer ends it; an opt-out, a visit and a sale always do
    QString then; ///< the plan that follows when it ended by itself; empty: none
    std::vector<PlanStep> steps;

    bool operator==(const Plan &) const = default;
    int find(const QString &key) const; ///< place of a step; -1: none
    int attempts() const; ///< steps that are attempts
    int attemptOf(int step) const; ///< the how manyth attempt a step is; 0: none
    bool isFor(LeadType type, Pace pace) const { return (types >> int(type) & 1) && (paces >> int(pace) & 1); }
};

/// Why a plan ended before its last step. By the number: never renamed, never used anew.
enum class PlanStop : quint8 {
    None,
    Reply,
    Visit, ///< one is agreed on, or the customer came
    Sale,
    OptOut,
    NoWay, ///< nothing is left to reach the customer by
    Closed, ///< lost, bad or a duplicate
    ByPerson,
    Replaced, ///< another plan or version took its place
    Branch ///< an outcome for which the plan itself says so
};

/// Who does the step under a protocol of this pace.
constexpr SentBy doneBy(StepBy by, Pace pace)
{
    const bool personal = by == StepBy::Person || (by == StepBy::ByPace && pace >= Pace::Personal);
    return personal ? SentBy::Person : SentBy::Automatic;
}

} // namespace updesk
