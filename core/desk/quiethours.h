// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/people/callinghours.h"

namespace updesk
{

/// The gate of the hours (US-1): whether a call to this lead's customer at `at` falls outside the hours in which they
/// may be called where they live. Where that is not known, the store's own zone counts. It warns; a person may go on.
Result<QuietTime> quietFor(Session &session, LeadId lead, Time at);

} // namespace updesk
