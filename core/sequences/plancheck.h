// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plan.h"
#include "core/sequences/slot.h"
#include "core/sequences/templatestore.h"

namespace updesk
{

/// What is wrong with a plan; those up to Backwards keep it from being used, the others are for its author to weigh.
enum class PlanProblem : quint8 {
    UnknownTemplate, ///< words: the key
    OtherChannel, ///< the template is one for another channel; words: the key
    UnknownScript,
    TooFew, ///< attempts: `count` where at least `limit` are wanted
    TooMany,
    Backwards, ///< a step counts from the start and comes before the one it follows
    NoReplyStop, ///< a customer's answer does not stop it (S5.3)
    MissingPart, ///< words: morning, afternoon or evening, in which there are `count` of at least `limit` attempts
    FewWeekdays, ///< attempts on `count` different days of the week of at least `limit`
    WideGap, ///< `count` days before this step where `limit` are the most
    ManyAtOnce, ///< `count` calls and texts on one day, more than the cap of the strictest state
    QuietHours, ///< `count` steps would fall outside the hours of calls and are moved
    Over, ///< the step falls after the last day of the plan
    Never, ///< what it is left out for is what it needs
    TwoAcks ///< a lead gets this acknowledgement and one before it
};
constexpr bool blocks(PlanProblem problem) { return problem <= PlanProblem::Backwards; }
const char *problemCode(PlanProblem problem);

struct PlanFinding {
    PlanProblem problem = PlanProblem::UnknownTemplate;
    int step = -1; ///< -1: of the whole plan
    int count = 0, limit = 0;
    QString words;
    bool operator==(const PlanFinding &) const = default;
};

/// One step as the plan makes it when nobody ever answers: of a lead on a Monday at ten, of a store that is open from 8
/// to 20 but Sundays.
struct PlannedStep {
    int step = 0;
    Time at = 0; ///< after the beginning of the plan
    DayPart part = DayPart::Any;
    int weekday = 1;
    bool moved = false; ///< hours moved it
};
/// `with`: what there is to reach the customer by.
struct CheckWays {
    bool phone = true, email = true;
};
std::vector<PlannedStep> plannedSteps(const Plan &plan, CheckWays with = {});

/// Everything that is wrong with a plan, the steps first (F51). `templates` and `scripts`: those that the store has.
std::vector<PlanFinding> checkPlan(
    const Plan &plan, const std::vector<TemplateEntry> &templates, const std::vector<Script> &scripts);
bool isBlocked(const std::vector<PlanFinding> &findings);

} // namespace updesk
