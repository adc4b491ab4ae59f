// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// Of a store without a server: writes all erasures beside the file, `<file>.erased`, a line each as the server's list
/// has them; lines that are there stay. Denied: it cannot be written.
Result<void> keepErased(Database &database);

} // namespace updesk
