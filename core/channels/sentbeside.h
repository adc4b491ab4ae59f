// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/sendjournal.h"

namespace updesk
{

/// A line of the list that lies beside the file of a store without a server. What has left is written there too, so
/// that it is known when the file itself is set back to an older copy. It names no customer and no words.
struct BesideNote {
    qint64 store = 0; ///< its number: a new one may lie at the path of an old one
    qint64 number = 0; ///< counted up; the file knows the last one
    SendNote note;
};

QString sentBeside(const QString &file); ///< the list of the store in that file
/// On the disk before it returns. Failed (subject: its path): it cannot be written.
Result<void> addBeside(const QString &file, const BesideNote &note);
/// All of it, the oldest first, but for a last line that was cut off; nothing: there is no list. Failed: it is there
/// and cannot be read.
Result<std::optional<std::vector<BesideNote>>> notesBeside(const QString &file);
/// Makes it anew of these.
Result<void> keepBeside(const QString &file, const std::vector<BesideNote> &notes);

} // namespace updesk
