// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/desk/drafts.h"
#include "core/leads/activity.h"

#include <set>

namespace updesk
{

inline constexpr char kMadeUpTo[] = "made"; ///< state: the newest deed when the sample was made

/// A row that a deed added after the sample was made.
struct AddedRow {
    Id row, lead; ///< lead: of an activity
    bool byCapture = false;
};
Result<std::vector<AddedRow>> addedActivities(Database &sample); ///< in the order of their deeds
Result<std::set<Id>> addedRows(Database &sample, const char *table); ///< the rows of another table
Result<std::vector<Appointment>> appointmentsOf(Database &database, LeadId lead);
Result<std::vector<Task>> promisesOf(Database &database, LeadId lead); ///< call-backs that still stand
Result<std::vector<SavedDraft>> everybodysDrafts(Database &database);
Result<qint64> newestDeed(Database &database); ///< its number; 0: none
Result<bool> saidYesToTexts(Database &database, CustomerId customer);

} // namespace updesk
