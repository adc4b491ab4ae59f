// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showroom.h"
#include "core/desk/session.h"

#include <span>

namespace updesk
{

/// The showroom log (F78). Each is one deed that undo takes back; said a second time it is a null deed. NotFound: the
/// visit is gone. Invalid with subject left: the visitor has left.

/// A visitor has come this far. Who greets one that nobody is with is with them from then on.
Result<DeedId> reachStep(Session &session, RowOnlyId visit, VisitStep step);

/// The visitor has left; an open lead with nothing planned is called on the next morning.
Result<DeedId> departVisit(Session &session, RowOnlyId visit);

/// Those who were forgotten when the showroom closed left when it did, all in one deed. Who is not forgotten stays.
Result<DeedId> departForgotten(Session &session, std::span<const RowOnlyId> visits);

} // namespace updesk
