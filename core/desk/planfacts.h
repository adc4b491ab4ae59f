// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leadnow.h"
#include "core/sequences/plantables.h"

namespace updesk
{

/// One running plan with what its engine decides by, as the rows stand.
struct PlanInside {
    Enrolment enrolment;
    std::vector<StepRun> runs;
    PlanFacts facts;
    CustomerId customer;
};

/// Reads them, also inside a running transaction. NotFound: the lead is gone.
Result<PlanInside> planInside(Database &database, const Enrolment &enrolment, const Rulebook &rules);

/// The events on a lead that a plan begun at `started` has to know (S5.3).
std::vector<PlanEvent> planEvents(const LeadFacts &lead, Time started);

} // namespace updesk
