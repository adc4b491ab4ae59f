// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <functional>

namespace updesk
{

/// Gives the key once it is sure that it will be used; it must be kept safe before it is given.
using KeyMaker = std::function<Result<FileKey>()>;

/// Puts in the place of a plain file one that only the key opens: written beside it, compared with it, then moved over
/// it in one step, so that a cut at any moment leaves the one or the other, whole. Returns that key; null: the file was
/// encrypted already. Busy: another connection has it open, here or in another program. Whatever it fails with, the
/// plain file is as it was.
Result<FileKey> encryptFile(const QString &path, const Database::Setup &setup, const KeyMaker &makeKey);

/// How many bytes of the copy beside this file are written so far; 0: none is being made.
qint64 encryptedSoFar(const QString &path);

/// The same for the backups that climbing made beside the file while it was plain.
Result<void> encryptBackups(const QString &path, const Database::Setup &setup, const FileKey &key);

} // namespace updesk
