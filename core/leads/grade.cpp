// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/grade.h"

namespace updesk
{

namespace
{

int missingOf(const GradeFacts &facts)
{
    const bool usable = facts.usablePhone || facts.usableEmail;
    const bool timeframe = facts.timeframeDays >= 0;
    const bool vehicle = facts.specificVehicle || facts.vehicleWords;
    int missing = facts.hasName ? 0 : MissingName;
    if (!usable)
        missing |= facts.anyContact || facts.badPhone ? MissingReach : MissingContact;
    if (!vehicle && !timeframe && !facts.directQuestion)
        missing |= MissingIntent;
    if (!facts.specificVehicle)
        missing |= MissingVehicle;
    if (!timeframe)
        missing |= MissingTimeframe;
    return missing;
}

} // namespace

GradeResult grade(const GradeFacts &facts)
{
    constexpr int kComplete = MissingName | MissingContact | MissingReach;
    constexpr int kForA = MissingVehicle | MissingTimeframe;
    GradeResult result;
    result.missing = missingOf(facts);
    result.doubtful = (facts.badPhone || facts.placeholder) && !facts.usablePhone && !facts.usableEmail;
    const bool soon =
        facts.timeframeDays <= kGradeADays; // not said counts as soon here: MissingTimeframe holds it back
    if ((result.missing & kComplete) != 0) {
        result.grade = Grade::C;
        result.next = Grade::B;
        result.add = result.missing & kComplete;
    } else if ((result.missing & kForA) == 0 && soon) {
        result.grade = Grade::A;
        result.next = Grade::A;
    } else {
        result.grade = Grade::B;
        result.next = soon ? Grade::A : Grade::B;
        result.add = soon ? result.missing & kForA : 0;
    }
    if (facts.setByHand >= int(Grade::A) && facts.setByHand <= int(Grade::D)) {
        result.grade = static_cast<Grade>(facts.setByHand);
        result.byHand = true;
        result.next = result.grade;
        result.add = 0;
    }
    return result;
}

} // namespace updesk
