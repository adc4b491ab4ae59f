// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/people/busyrows.h"

namespace updesk
{

/// A time with a customer, as it was said.
struct Spell {
    Time until = 0;
    DeedId deed; ///< null: it was so already
};

/// The person at the desk is with a customer for so long, or (0) until they say otherwise, and at most as busyEnd()
/// says: new leads go to others meanwhile (F27), their own stay theirs, and the end comes by itself. Said again, it
/// counts from now. Denied: nobody is at the desk.
Result<Spell> becomeBusy(Session &session, Time length);

/// They have time again; a null deed: they had.
Result<DeedId> becomeFree(Session &session);

/// The same of somebody else, who forgot it. Denied: the person at the desk is no manager.
Result<DeedId> setFree(Session &session, PersonId person);

/// Until when the person at the desk would be busy now; 0: nobody is.
Result<Time> busyEndHere(Session &session, Time length);

} // namespace updesk
