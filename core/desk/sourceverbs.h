// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// Says what a source is, by which its leads are weighed from then on (F11). NotFound: no such source; Invalid: Unknown
/// is not a type to be set. A null deed: it was that already.
Result<DeedId> setSourceKind(Session &session, SourceId source, SourceKind kind);

} // namespace updesk
