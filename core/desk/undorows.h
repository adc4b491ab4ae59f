// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

namespace updesk
{

/// The leads that these ops are about, each once.
Result<std::vector<LeadId>> leadsOf(Database &database, const std::vector<Op> &ops);

/// What came to the leads and customers that these ops made, from somewhere else.
struct BuiltOn {
    bool others = false; ///< a person's work or another inquiry stands on them, or they were changed
    std::vector<Op> removals; ///< of the program's own rows: steps of the ladder, whom it gave the lead, scores
    std::vector<LeadId> givenAway; ///< leads whose owner is the ladder's choice
    std::vector<Id> sources; ///< made by these ops and in use elsewhere
};
Result<BuiltOn> builtOn(Database &database, const std::vector<Op> &ops);

/// What a deed was and its moment.
struct DeedLine {
    QByteArray verb;
    Time at = 0;
};
Result<DeedLine> lineOf(Database &database, DeedId deed);

} // namespace updesk
