// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// Appointments whose time is over by the store's minutes (Rulebook::noShowAfter) and of which nobody has said how they
/// went are missed (F74); one that was called missed while its visitor stood in the showroom has arrived. In a shared
/// store for the desk that holds the lease, under its epoch. Returns the leads that were moved.
Result<std::vector<LeadId>> markNoShows(Session &session, const Rulebook &rules, qint64 epoch);

/// When the next one falls due if nobody comes; 0: none is ahead.
Result<Time> nextNoShowAt(Session &session, const Rulebook &rules);

} // namespace updesk
