// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// Whether the file holds rows of a store, or belongs to one.
Result<bool> holdsStore(Database &database);

/// Takes a store's file away, with its log. Failed (subject: the file that stayed).
Result<void> removeStore(const QString &file);

/// Makes the folder of a file that is still to be made, as for every new store. Duplicate, subject rows: it is there
/// already; subject the path of a log that would be played into it. NotFound: the folder cannot be made.
Result<void> readyPlace(const QString &path);

/// Takes away a file that holds nothing and belongs to no store, as an older UpDesk left it when a join failed.
/// Duplicate (subject rows; detail "of_a_server": it belongs to one): it holds a store. Busy (subject: the path):
/// somebody has it open. Else what hinders its opening; all but an empty file stays.
Result<void> clearEmpty(const QString &path, const Database::Setup &setup);

} // namespace updesk
