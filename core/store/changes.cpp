// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changes.h"

#include <sqlite3.h>

namespace updesk
{

Result<FileMark> fileMark(Database &database)
{
    const auto others = database.dataVersion();
    return others ? Result<FileMark>(FileMark{*others, sqlite3_total_changes64(database.handle())}) : others.error();
}

} // namespace updesk
