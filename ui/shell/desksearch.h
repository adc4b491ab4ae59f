// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/shell/palettemodel.h"

namespace updesk
{

/// Customers and stock for the search box: by name, phone, last digits, e-mail, stock number. `open` shows a lead.
PaletteProvider customerSearch(Session &session, std::function<void(LeadId)> open);

} // namespace updesk
