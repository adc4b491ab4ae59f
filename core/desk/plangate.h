// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/occasions.h"
#include "core/sequences/slot.h"
#include "core/store/database.h"

#include <memory>
#include <optional>

namespace updesk
{

/// The legal gate as the plan of one lead asks it: the rows are read once a way, then any moment is asked about.
/// Nothing is written: what a plan only intends is no contact yet.
struct PlanGate {
    AskGate ask;
    QString zone; ///< of the customer; the store's while nothing is known
    std::shared_ptr<const LocalDays> place; ///< that zone's calendar and clock
    std::shared_ptr<std::optional<Error>> failure; ///< why a question could not be answered: it then said no
};
/// `person`: whose desk it is; null: the program's. NotFound: no such lead.
Result<PlanGate> planGate(Database &database, PersonId person, LeadId lead);

} // namespace updesk
