// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/store/setback.h"

namespace updesk
{

/// Tells whoever keyed it, once, what the server did not take as it was. Of a claim that came second the row of history
/// goes and so does what its person had planned, but never the last thing that is planned on the lead: that is for the
/// one who has it. What the desk's program did by itself is told to `here` (null: nobody is there, and the list of
/// setbacks alone says it). The setbacks stand in the file since the transaction of the server's answer, so whoever
/// calls this next goes on where another was cut off. Returns how many were new.
Result<int> settleSetbacks(Session &session, PersonId here);

/// Whether the value that does not stand can be put in place of the one that does.
bool hasOther(const Database &database, const Setback &setback);
/// Does so: theirs where ours stands, ours where theirs does. A null deed: it stands already. NotFound: the row is
/// gone. Invalid: there is no other.
Result<DeedId> useOther(Session &session, const Setback &setback);

} // namespace updesk
