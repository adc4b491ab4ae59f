// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/tables.h"

#include "core/appointments/appointment.h"
#include "core/appointments/appraisal.h"
#include "core/appointments/deal.h"
#include "core/desk/mailtrack.h"
#include "core/desk/templateverbs.h"
#include "core/desk/told.h"
#include "core/desk/waymark.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/original.h"
#include "core/leads/witness.h"
#include "core/people/erasure.h"
#include "core/scoring/scoretables.h"
#include "core/sequences/gatelog.h"
#include "core/vehicles/stock.h"

namespace updesk
{

Database::Setup deskSetup(const Clock &clock)
{
    Database::Setup setup{&clock, QStringLiteral(":/updesk/migrations"),
        {&kDealership, &kSetting, &kPerson, &kShift, &kAway, &kBusy, &kCustomer, &kPhone, &kEmail, &kAddress, &kTag,
            &kConsent, &kSource, &kSourcePattern, &kRouteRule, &kTarget, &kRing, &kScoreModel, &kLead, &kWant, &kTrade,
            &kAssignment, &kScoreLog, &kActivity, &kTask, &kOriginal, &kOriginalPart, &kQuarantine, &kAppointment,
            &kVisit, &kDeal, &kAppraisal, &kUnit, &kOwnedVehicle, &kLoan, &kGateLog, &kTemplate, &kScript, &kPlan,
            &kPlanVersion, &kEnrolment, &kStepRun, &kMessage, &kWayMark, &kMailTrack, &kMailEvent, &kErasure,
            &kSuppression},
        {&kErasures, &kNameWords, &kLeadNow, &kToldSteps, &kToldAssignments, &kToldExpired}};
    setup.witness = witnessClock;
    return setup;
}

} // namespace updesk
