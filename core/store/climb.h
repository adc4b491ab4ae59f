// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

class QLockFile;

namespace updesk
{

/// The detail of an error that says: another file has taken this one's place since it was opened.
inline constexpr char kFileMoved[] = "moved";

/// Held by whoever climbs or encrypts a file, which one program does at a time; in the file's folder.
QString climbLock(const QString &path);
/// Waits so many milliseconds for it, however long another holds it; that of a program that died is noticed. Busy,
/// Denied (the folder may not be written), both of `subject`.
Result<void> takeClimbLock(QLockFile &lock, const QString &subject, int patience);

/// Judges the file by its own marks before anything is written to it, then takes it up to the newest step, each step
/// whole or not at all; before the first one a backup `<file>.version-<n>` is made. One program climbs at a time.
/// With AsItIs it only judges. Damaged, TooNew, Busy, Denied, or what a step failed with.
Result<void> climb(Database &database, Database::Open mode);

/// TooNew: since this program opened the file another one took it to a step that this one does not know.
Result<void> stillKnown(Database &database);

} // namespace updesk
