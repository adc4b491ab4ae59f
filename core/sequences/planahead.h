// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plantables.h"
#include "core/store/database.h"

#include <vector>

namespace updesk
{

/// A step that a running plan has still to make.
struct StepAhead {
    Channel channel = Channel::Phone;
    bool leavesByItself = false; ///< it was decided that the program sends it
    Time at = 0; ///< when the plan wants it; 0: that depends on when the step before is done
    Time after = 0; ///< with `at` 0: how long after that
    bool operator==(const StepAhead &) const = default;
};

/// The plan that a lead is in, for whoever looks at what comes next.
struct PlanAhead {
    QString title; ///< empty: none runs, or a newer UpDesk wrote it
    std::vector<StepAhead> steps; ///< in their order, without those that a person has as a task already
};

/// What comes, at most `most` steps of the plan that began last; an outcome may still lead elsewhere. Errors of the
/// store.
Result<PlanAhead> planAhead(Database &database, LeadId lead, int most);

} // namespace updesk
