// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QStringList>

namespace updesk
{

/// Writes the whole open file once more as `copy`, which lies in the same folder: under the same key, read by no more
/// people, and there only once it is on the disk. Busy, Denied, Failed: there is none then.
Result<void> copyBeside(Database &database, const QString &copy);

/// What lies beside a file of its whole copies, with their full names: those of before an upgrade, and of before rows
/// left it. `end`: of their names, ".part" for what is not finished; empty: all of them.
QStringList copiesBeside(const QString &path, const char *end = "");
QStringList copyPatterns(const QString &name, const char *end = ""); ///< of a file of this name, for a folder

} // namespace updesk
