// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/tables.h"

#include "core/appointments/appointment.h"
#include "core/desk/told.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/original.h"
#include "core/leads/sourcetables.h"
#include "core/leads/witness.h"
#include "core/people/customer.h"
#include "core/people/staff.h"
#include "core/scoring/scoretables.h"
#include "core/vehicles/stock.h"

namespace updesk
{

Database::Setup deskSetup(const Clock &clock)
{
    Database::Setup setup{&clock, QStringLiteral(":/updesk/migrations"),
        {&kDealership, &kSetting, &kPerson, &kShift, &kAway, &kBusy, &kCustomer, &kPhone, &kEmail, &kAddress, &kTag,
            &kConsent, &kSource, &kSourcePattern, &kRouteRule, &kTarget, &kRing, &kScoreModel, &kLead, &kWant, &kTrade,
            &kAssignment, &kScoreLog, &kActivity, &kTask, &kOriginal, &kOriginalPart, &kQuarantine, &kAppointment,
            &kVisit, &kUnit, &kOwnedVehicle, &kLoan},
        {&kNameWords, &kLeadNow, &kToldSteps, &kToldAssignments}};
    setup.witness = witnessClock;
    return setup;
}

} // namespace updesk
