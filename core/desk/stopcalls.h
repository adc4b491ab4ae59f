// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/people/customer.h"

namespace updesk
{

/// No calls to a customer any more, from this moment on, as refuseWay() of their newest lead; of somebody without a
/// lead the refusal alone. `words`: what they said; empty: undo can take it back within 60 s. Null deed: it stands
/// already.
Result<DeedId> stopCalls(Session &session, CustomerId customer, const QString &words = {});

} // namespace updesk
