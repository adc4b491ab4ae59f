// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/leads/activity.h"
#include "core/store/database.h"

namespace updesk
{

/// The newest human attempt on a lead that no other row corrects. NotFound: none.
Result<Activity> lastAttemptOf(Database &database, LeadId lead);

/// Who came in for this lead, has not left, and was not given to anybody.
Result<std::vector<Visit>> visitsWithoutPerson(Database &database, LeadId lead);

} // namespace updesk
