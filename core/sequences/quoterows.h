// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/quote.h"
#include "core/store/database.h"

namespace updesk
{

/// The payment that was kept for a lead last; nothing: none was, or it cannot be read. By index.
Result<std::optional<KeptQuote>> newestQuote(Database &database, LeadId lead);

} // namespace updesk
