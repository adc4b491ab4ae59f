// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plantables.h"
#include "core/store/database.h"

#include <map>
#include <memory>

namespace updesk
{

/// The store's plans, read once and kept until a setting changes.
struct PlanShelf {
    struct Version {
        PlanVersionRow row;
        Plan plan;
    };
    qint64 config = -1;
    std::vector<PlanRow> rows; ///< by key; those that were switched off are among them
    std::map<PlanVersionId, Version> versions; ///< but what a newer UpDesk wrote and this one cannot read
    const Version *version(PlanVersionId id) const; ///< nullptr: none, or not to be read here
    const PlanRow *row(const QString &key) const; ///< nullptr: the store does not have it
    /// The version of the plan that a lead of this type gets when its tier wants this pace: of those that are switched
    /// on the one that is for the fewest others. nullptr: none.
    const Version *chosen(PlanStart start, LeadType type, Pace pace) const;
    /// The version in use of a plan that is switched on; nullptr: it is not.
    const Version *inUse(const QString &key) const;
};
Result<std::shared_ptr<const PlanShelf>> planShelf(Database &database);

/// The plans that are running on a lead, the oldest first; one by index, mostly none.
Result<std::vector<Enrolment>> runningPlans(Database &database, LeadId lead);
/// All that ever ran on it, the oldest first.
Result<std::vector<Enrolment>> plansOfLead(Database &database, LeadId lead);
/// The steps of one that were decided on, in their order.
Result<std::vector<StepRun>> runsOf(Database &database, EnrolmentId enrolment);

/// What the engine asks of a row.
StepState stateOf(const StepRun &run);

} // namespace updesk
