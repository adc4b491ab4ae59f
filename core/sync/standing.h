// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

#include <QStringList>

namespace updesk
{

/// How this desk stands to its server, as the two last found.
struct Standing {
    int away = 0; ///< for so many days it was silent, which is too long: it is filled again. 0: it is not
    Time rewritten = 0; ///< the server's history is not what it was, as far as is known since this time; 0: it is
    QStringList unsettled; ///< computers that have not told yet, since a restore, what had left of messages
    bool operator==(const Standing &) const = default;
};
Result<Standing> standing(Database &database);

/// What the desk says of itself.
struct Meeting {
    QByteArray generation; ///< the server's, as it said hello
    bool settled = false; ///< its send journal was told under this generation
    Time now = 0; ///< by the server's clock
};
/// Says to the server that this desk is here. It is told whether it was silent for too long (sync.md 15): then it sends
/// what it has and takes all rows anew. And the heads of the histories it was given on other days are compared: one
/// that is no longer in the history shows that somebody wrote it anew. Errors as Remote has them, and of the file;
/// nothing is said to a server that is too old to be told.
Result<void> meetServer(Database &database, Remote &remote, const Meeting &meeting);

/// Under which generation the server was known before it was found to be another copy; part of what notices it.
Result<void> keepKnownGeneration(Database &database, const QString &generation);

} // namespace updesk
