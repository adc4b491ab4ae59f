// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// Tells a file that nobody has written to from one that somebody has.
struct FileMark {
    qint64 others = 0; ///< moves with each commit of another connection
    qint64 own = 0; ///< rows that this connection has changed since it was opened
    bool operator==(const FileMark &) const = default;
};
Result<FileMark> fileMark(Database &database);

} // namespace updesk
