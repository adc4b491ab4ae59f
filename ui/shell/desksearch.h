// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/shell/palettemodel.h"

namespace updesk
{

/// Customers for the search box: by name, phone, last digits, e-mail. `open` shows a lead.
PaletteProvider customerSearch(Session &session, std::function<void(LeadId)> open);

/// Our stock by the beginning of its number. `walkIn` takes somebody who stands before the vehicle.
PaletteProvider stockSearch(Session &session, std::function<void(const LeadDraft &)> walkIn);

} // namespace updesk
