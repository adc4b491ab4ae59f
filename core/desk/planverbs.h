// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/plancheck.h"
#include "core/sequences/plantables.h"

namespace updesk
{

/// Takes over the shipped plans that the store does not have yet, each as its first version, and switches all of the
/// shipped ones on. From then on leads that come get a plan by their type and tier. Null deed: all are on. Denied:
/// neither manager nor up.
Result<DeedId> useShippedPlans(Session &session);

/// Saves a plan as a new version; people inside finish theirs. Whether it is on stays as it is, and one that is new is
/// off until setPlanActive(). `opened` is the version it was made from, null for a plan that is new. Invalid: the
/// checker refuses it (subject its problem's code, detail the step) or planFromJson() would. Conflict: somebody saved
/// another version meanwhile. Denied: neither manager nor up.
struct SavedPlan {
    DeedId deed; ///< null: nothing differs
    PlanVersionId version; ///< the one in use now
    bool active = false; ///< leads that come get it
};
Result<SavedPlan> savePlan(Session &session, PlanVersionId opened, const Plan &typed);

/// Switches a plan on or off for leads to come; people inside finish it. NotFound: the store does not have it.
Result<DeedId> setPlanActive(Session &session, const QString &key, bool active);

/// What the checker says of a plan with the templates and scripts of this store.
Result<std::vector<PlanFinding>> checkInStore(Database &database, const Plan &plan);

} // namespace updesk
