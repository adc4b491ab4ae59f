// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// What this desk keeps for itself under a name (its theme, its filters, where its server is): neither synced nor
/// logged. Empty: nothing is kept; an empty value takes away what was.
Result<QString> deskSetting(Database &database, const QString &key);
Result<void> setDeskSetting(Database &database, const QString &key, const QString &value);

} // namespace updesk
