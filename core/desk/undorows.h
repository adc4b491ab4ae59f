// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

namespace updesk
{

/// The leads that these ops are about, each once.
Result<std::vector<LeadId>> leadsOf(Database &database, const std::vector<Op> &ops);

/// Whether rows stand on a lead or customer that these ops made, and came from somewhere else.
Result<bool> othersBuiltOn(Database &database, const std::vector<Op> &ops);

/// What a deed was and its moment.
struct DeedLine {
    QByteArray verb;
    Time at = 0;
};
Result<DeedLine> lineOf(Database &database, DeedId deed);

} // namespace updesk
